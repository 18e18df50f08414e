/**
 * Named quirks of real devices, as values: what a simulated device does differently, why anybody
 * thinks that devices do so, and how it changes what goes over the wire.
 */
@NullMarked
package dev.shiphub.sim.quirk;

import org.jspecify.annotations.NullMarked;
