/** The hub's entry: configuration in, objects wired, exit code out. */
@NullMarked
package dev.shiphub.hub;

import org.jspecify.annotations.NullMarked;
