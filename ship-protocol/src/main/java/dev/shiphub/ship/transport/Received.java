package dev.shiphub.ship.transport;

import java.nio.ByteBuffer;

/** What a peer said on an open WebSocket. */
sealed interface Received {
  /** A whole binary message. */
  record Message(ByteBuffer payload) implements Received {}

  /** A ping; its payload is owed as a pong. */
  record Ping(ByteBuffer payload) implements Received {}

  /** A pong, asked for or not. */
  record Pong() implements Received {}

  /**
   * The peer's close frame.
   *
   * @param code 1000 to 4999; {@value WebSocketEngine#NO_CODE} for a frame without one
   */
  record Close(int code, String phrase) implements Received {}

  /** The peer broke the protocol or a limit; {@code code} is the close code that says so. */
  record Violation(int code, String why) implements Received {}
}
