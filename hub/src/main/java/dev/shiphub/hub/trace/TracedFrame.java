package dev.shiphub.hub.trace;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.ship.CloseReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A frame as it went over a connection.
 *
 * @param seq its number among the frames of all devices
 * @param at when, by the steady clock; of one that we sent, when it was handed to the connection
 * @param connection which one
 * @param isOutgoing whether we sent it
 * @param form what kind of WebSocket frame it is
 * @param octets its payload, or the beginning of it; never changed, and without any PIN
 * @param length of the whole payload
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of the wire, never compared
public record TracedFrame(
    long seq,
    Instant at,
    Connection connection,
    boolean isOutgoing,
    Form form,
    byte[] octets,
    int length) {
  /** The WebSocket frames that SHIP uses (SHIP 10.3, RFC 6455 5.5). */
  public enum Form {
    /** A SHIP message. */
    MESSAGE,
    /** A ping; its payload is not kept. */
    PING,
    /** A pong; its payload is not kept. */
    PONG,
    /**
     * The end of the connection: a close frame, its code and phrase as they stand on the wire; with
     * code 1006 there was none, and the phrase is ours.
     */
    CLOSE
  }

  /** Whether its end is not kept. */
  boolean isCut() {
    return octets.length < length;
  }

  /** The payload of a close frame (RFC 6455 5.5.1). */
  static byte[] payload(CloseReason reason) {
    byte[] phrase = reason.phrase().getBytes(StandardCharsets.UTF_8);
    byte[] payload = new byte[2 + phrase.length];
    payload[0] = (byte) (reason.code() >> Byte.SIZE);
    payload[1] = (byte) reason.code();
    System.arraycopy(phrase, 0, payload, 2, phrase.length);
    return payload;
  }
}
