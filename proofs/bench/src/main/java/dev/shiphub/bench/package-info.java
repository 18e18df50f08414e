/** The benchmark: figures of shiphub against those of others, had in one interleaved run. */
@NullMarked
package dev.shiphub.bench;

import org.jspecify.annotations.NullMarked;
