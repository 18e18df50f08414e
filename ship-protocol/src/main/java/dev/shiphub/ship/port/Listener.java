package dev.shiphub.ship.port;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Accepts connections: TCP, mutual TLS, and the WebSocket upgrade; whoever has no consistent SKI
 * never comes out.
 */
public interface Listener extends AutoCloseable {
  /**
   * Binds and starts to accept; a listener opens once.
   *
   * @param accepted gets each open transport, which then belongs to it; called on the connection's
   *     own thread, and still for a connection that was just finished when {@link #close} was
   *     called
   * @return the bound port
   * @throws IOException if the port cannot be bound; nothing is left open
   */
  int open(Consumer<Transport> accepted) throws IOException;

  /**
   * Stops accepting, frees the port, and drops every handshake under way; transports that were
   * handed out stay open.
   */
  @Override
  void close();
}
