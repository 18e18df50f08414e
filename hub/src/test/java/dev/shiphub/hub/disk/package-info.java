/** A disk in memory that knows what a power cut may leave of it. */
@NullMarked
package dev.shiphub.hub.disk;

import org.jspecify.annotations.NullMarked;
