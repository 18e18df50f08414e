package dev.shiphub.ship.transport;

import java.util.Locale;

/**
 * A connection that never became a transport, and why not.
 *
 * @param remote the peer's address and port, for people
 * @param stage how far it came
 * @param reason of what kind it is, to be counted
 * @param why one line without anything secret
 */
public record InboundRefusal(String remote, Stage stage, Reason reason, String why) {
  /** The stages of an accepted connection, in their order. */
  public enum Stage {
    /** Waiting for its first TLS record, or for room. */
    ARRIVAL,
    /** The TLS handshake and the check of the SKI. */
    TLS,
    /** The WebSocket upgrade. */
    UPGRADE
  }

  /** What a refusal is counted as. */
  public enum Reason {
    /** It came to an address of an interface that we do not use. */
    OTHER_INTERFACE,
    /** Too many of its address, or of all strangers, came in a short time. */
    TOO_OFTEN,
    /** There was no room. */
    NO_ROOM,
    /** It had to make room for another, or we closed. */
    DISPLACED,
    /** It spoke something else than TLS. */
    NO_TLS,
    /** It took too long for a phase. */
    TOO_SLOW,
    /** It sent more than anybody may before he is trusted. */
    TOO_MUCH,
    /** Its certificate does not show its SKI. */
    CERTIFICATE,
    /** It asked for something else than a SHIP WebSocket. */
    NO_SHIP,
    /** The connection broke, or TLS failed for another reason. */
    BROKEN
  }

  /** A stage or reason as people and JSON write it, such as {@code too-often}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
