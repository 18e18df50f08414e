/** Tests of TLS, WebSocket and their limits, on real sockets of the loopback interface. */
@NullMarked
package dev.shiphub.ship.transport;

import org.jspecify.annotations.NullMarked;
