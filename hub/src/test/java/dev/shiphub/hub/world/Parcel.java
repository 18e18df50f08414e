package dev.shiphub.hub.world;

import dev.shiphub.ship.port.TransportEvents;
import java.util.function.Consumer;

/** What goes over a cable. */
sealed interface Parcel {
  /** A binary message. */
  record Message(Consumer<TransportEvents> delivery) implements Parcel {}

  /** A WebSocket ping. */
  record Ping() implements Parcel {}

  /** Its answer. */
  record Pong() implements Parcel {}

  /** A WebSocket close frame. */
  record Close(int code, String phrase) implements Parcel {}

  /** Its answer, and the end of the stream. */
  record CloseAnswer() implements Parcel {}

  /** The end of the stream without a word. */
  record Fin() implements Parcel {}

  /** TCP knows nothing of this connection. */
  record Reset() implements Parcel {}
}
