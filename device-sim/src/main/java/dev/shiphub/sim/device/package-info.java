/**
 * A simulated SHIP device: announces itself, accepts, dials, trusts as told, and answers SPINE.
 *
 * <p>Shares no code with the hub, so that a mistake in the hub's decisions is not made twice.
 */
@NullMarked
package dev.shiphub.sim.device;

import org.jspecify.annotations.NullMarked;
