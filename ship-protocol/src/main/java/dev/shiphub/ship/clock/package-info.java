/** The only place that reads a clock; everybody else is told the time. */
@NullMarked
package dev.shiphub.ship.clock;

import org.jspecify.annotations.NullMarked;
