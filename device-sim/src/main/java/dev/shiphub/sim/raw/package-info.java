/**
 * A SHIP peer built by hand: TCP, TLS, WebSocket frames, multicast DNS questions. It sends whatever
 * bytes it is given, decides nothing, and shares no code with the stacks that it tests.
 */
@NullMarked
package dev.shiphub.sim.raw;

import org.jspecify.annotations.NullMarked;
