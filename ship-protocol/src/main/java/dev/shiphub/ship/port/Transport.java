package dev.shiphub.ship.port;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import java.util.function.Consumer;

/**
 * One open WebSocket with an authenticated peer, carrying SHIP messages as binary frames (SHIP 10).
 *
 * <p>Has exactly one owner, who begins it once and closes or cuts it once. Every method may be
 * called from any thread and none blocks.
 */
public interface Transport {
  /** Who is at the other end, recomputed from the key of its certificate. */
  Ski peer();

  /** Our role. */
  Role role();

  /** The peer's address and port, for people. */
  String remoteAddress();

  /**
   * Starts reading. Until then nothing is delivered, not even the end of the connection, and the
   * peer is held back by TCP; sending works already.
   *
   * <p>Of a connection that was closed or cut before, the events hear only the end.
   *
   * @throws IllegalStateException on a second call
   */
  void begin(TransportEvents events);

  /**
   * The peer is trusted, and data may come: from now on messages of full length are taken. Before,
   * a message that is longer than a handshake needs ends the connection.
   */
  void expectData();

  /**
   * Queues a message as one unfragmented binary frame.
   *
   * <p>The outcomes are told in the order of the sends. If more waits than the implementation
   * allows, the peer does not read, and the connection is cut.
   *
   * @param message not changed by the caller afterwards
   * @param done called exactly once, from any thread, with what became of it; must not block
   */
  void send(byte[] message, Consumer<SendOutcome> done);

  /**
   * Queues a WebSocket ping, unless one waits already; the answer is a {@link
   * TransportEvents#onSignOfLife}.
   */
  void ping();

  /**
   * Sends what is queued, then a close frame, and ends the connection when the peer answers or a
   * short limit is over. Until then the peer is still heard. Does nothing to a connection that ends
   * already.
   *
   * @param code 1000 to 4999, without those that never stand on the wire (RFC 6455 7.4)
   * @param phrase at most 123 bytes of UTF-8, longer text is cut
   */
  void close(int code, String phrase);

  /**
   * Ends the connection at once, also one that is closing or stuck in a write, without a word to
   * the peer. What is queued comes back as failed.
   */
  void cut(String why);

  /** Whether neither end has begun to close it. A plain read. */
  boolean isOpen();
}
