/**
 * As much SPINE as a device needs to be recognised: datagrams to JSON and back, and the answers to
 * discovery. Pure.
 */
@NullMarked
package dev.shiphub.sim.spine;

import org.jspecify.annotations.NullMarked;
