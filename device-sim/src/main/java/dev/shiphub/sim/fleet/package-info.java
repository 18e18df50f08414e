/** Hundreds of devices in one process, which come and go as they are told. */
@NullMarked
package dev.shiphub.sim.fleet;

import org.jspecify.annotations.NullMarked;
