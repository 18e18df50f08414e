package dev.shiphub.hub.model;

import dev.shiphub.ship.CloseReason;

/** What travels on a connection, in order in each direction. */
sealed interface Packet {
  /** The client's certificate. */
  record Certificate() implements Packet {}

  /** The server has taken it: TLS is done. */
  record Secured() implements Packet {}

  /** The client asks for a WebSocket. */
  record Upgrade() implements Packet {}

  /** The server has opened it. */
  record Accepted() implements Packet {}

  /**
   * A message of the SHIP handshake: 1 and 3 by the client, 2 and 4 by the server. Each side is in
   * data exchange when it has received its second.
   */
  record Message(int number) implements Packet {
    static final int LAST = 4;
  }

  /** A ping. */
  record Ping() implements Packet {}

  /** Its answer. */
  record Pong() implements Packet {}

  /** The orderly end. */
  record Close(CloseReason reason) implements Packet {}

  /** Its answer, or the end without a close frame. */
  record Fin() implements Packet {}
}
