/**
 * Values that both ends of a SHIP connection talk about. Nothing here knows a thread, a socket or a
 * clock.
 */
@NullMarked
package dev.shiphub.ship;

import org.jspecify.annotations.NullMarked;
