package dev.shiphub.ship.port;

import java.io.IOException;

/**
 * Accepts connections: TCP, mutual TLS, and the WebSocket upgrade; whoever has no consistent SKI
 * never comes out.
 */
public interface Listener extends AutoCloseable {
  /**
   * Binds and starts to accept; a listener opens once.
   *
   * @param arrivals hears of each connection, and owns the open transports
   * @return the bound port
   * @throws IOException if the port cannot be bound; nothing is left open
   */
  int open(Arrivals arrivals) throws IOException;

  /**
   * Stops accepting, frees the port, and drops every handshake under way; transports that were
   * handed out stay open.
   */
  @Override
  void close();
}
