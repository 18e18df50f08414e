/** What simulated devices measure, as the day goes by. Pure: time and a seed in, values out. */
@NullMarked
package dev.shiphub.sim.live;

import org.jspecify.annotations.NullMarked;
