/**
 * Fuzz targets, one for each reader of what a peer sends, and the program that runs them. A finding
 * is an exception, memory beyond a small multiple of the input, more than linear time, or a round
 * trip that does not come back.
 */
@NullMarked
package dev.shiphub.fuzz;

import org.jspecify.annotations.NullMarked;
