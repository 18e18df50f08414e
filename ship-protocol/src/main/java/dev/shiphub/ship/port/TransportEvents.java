package dev.shiphub.ship.port;

import dev.shiphub.ship.CloseReason;

/**
 * What a transport tells its owner. Called by one thread of the transport, one call after the
 * other.
 *
 * <p>A call that blocks slows the peer down by TCP, and nobody else.
 */
public interface TransportEvents {
  /** A binary message arrived, at most as long as the limit for its phase. */
  void onMessage(byte[] message);

  /** A ping or pong arrived: the peer lives. */
  void onSignOfLife();

  /** The connection has ended; exactly once, and the last call. */
  void onClosed(CloseReason reason);
}
