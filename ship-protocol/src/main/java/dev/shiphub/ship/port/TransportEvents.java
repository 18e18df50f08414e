package dev.shiphub.ship.port;

import dev.shiphub.ship.CloseReason;

/**
 * What a transport tells its owner. Called by one thread of the transport, one call after the
 * other.
 *
 * <p>A call that blocks slows the peer down by TCP, and nobody else.
 */
public interface TransportEvents {
  /**
   * A whole binary message arrived, of at most 1 MiB; whether it is too long for the phase of the
   * handshake is the owner's to judge.
   */
  void onMessage(byte[] message);

  /** A ping or pong arrived: the peer lives. */
  void onSignOfLife();

  /** The connection has ended, and every send is settled; exactly once, and the last call. */
  void onClosed(CloseReason reason);
}
