/**
 * Mutual TLS and WebSocket under one port (SHIP 8, 9, 10). The only package that knows
 * Java-WebSocket.
 */
@NullMarked
package dev.shiphub.ship.transport;

import org.jspecify.annotations.NullMarked;
