package dev.shiphub.ship;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Why a connection ended, or is to end: whose decision it was, and the WebSocket close code and
 * phrase that say so.
 *
 * @param origin whose decision
 * @param code the WebSocket close code on the wire, or {@link #NO_CLOSE_FRAME}
 * @param phrase for people; at most {@value #LONGEST_PHRASE_BYTES} bytes of UTF-8, longer text is
 *     cut
 */
public record CloseReason(Origin origin, int code, String phrase) {
  /** A close frame holds 125 bytes, two of them the code (RFC 6455 5.5.1). */
  public static final int LONGEST_PHRASE_BYTES = 123;

  /** The connection ended without a WebSocket close frame (RFC 6455 7.1.5). */
  public static final int NO_CLOSE_FRAME = 1006;

  /** The node goes away: it stops. */
  public static final int GOING_AWAY = 1001;

  /** A frame of a kind that SHIP does not use, such as text (SHIP 10.3). */
  public static final int UNSUPPORTED = 1003;

  /** The peer broke a limit. */
  public static final int POLICY = 1008;

  /** A message over the size limit. */
  public static final int TOO_BIG = 1009;

  /**
   * The code for the normal end after the close exchange, and for protocol errors with their
   * phrase.
   */
  public static final int SHIP_CLOSE = 4001;

  /** The peer stored another SHIP ID for us. */
  public static final int SHIP_ID_MISMATCH = 4450;

  /** Hello was aborted: the node is not trusted. */
  public static final int NOT_TRUSTED = 4452;

  /** Its user removed us before data exchange; {@code ship-go} sends it. */
  static final int USER_CLOSE = 4500;

  /** Whose decision it was to end the connection. */
  public enum Origin {
    /** We ended it. */
    US,
    /** The peer ended it. */
    PEER,
    /** Nobody decided: the network failed, or the peer fell silent. */
    NETWORK
  }

  public CloseReason {
    phrase = cut(phrase);
  }

  /** An end that we decide, with a close code for the peer. */
  public static CloseReason byUs(int code, String phrase) {
    return new CloseReason(Origin.US, code, phrase);
  }

  /** An end that the peer decided. */
  public static CloseReason byPeer(int code, String phrase) {
    return new CloseReason(Origin.PEER, code, phrase);
  }

  /** The connection broke. */
  public static CloseReason byNetwork(String phrase) {
    return new CloseReason(Origin.NETWORK, NO_CLOSE_FRAME, phrase);
  }

  /**
   * Whether the peer, or we, resolved a double connection with it ({@code ship-go}: 1000 or 4001
   * with this text).
   */
  public boolean isDoubleConnection() {
    return phrase.startsWith("double connection");
  }

  /**
   * Whether the peer will not have us back before somebody changes something there: it removed us
   * ({@code ship-go}: 4500), or knows us by another SHIP ID (4450; {@code ship-go}: 4001 with this
   * text).
   */
  public boolean isFarewell() {
    return isOtherShipId() || (origin == Origin.PEER && code == USER_CLOSE);
  }

  /** Whether the peer knows us by another SHIP ID. */
  public boolean isOtherShipId() {
    return origin == Origin.PEER
        && (code == SHIP_ID_MISMATCH || phrase.startsWith("SHIP ID mismatch"));
  }

  private static String cut(String text) {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    CharBuffer characters = CharBuffer.wrap(text);
    // Stops before the first character that does not fit whole; the result says only "overflow" or
    // "underflow".
    encoder.encode(characters, ByteBuffer.allocate(LONGEST_PHRASE_BYTES), true);
    return text.substring(0, characters.position());
  }

  @Override
  public String toString() {
    String who =
        switch (origin) {
          case US -> "closed by us";
          case PEER -> "closed by the peer";
          case NETWORK -> "connection lost";
        };
    String number = code == NO_CLOSE_FRAME ? "" : " " + code;
    return who + number + (phrase.isEmpty() ? "" : ": " + phrase);
  }
}
