package dev.shiphub.ship.handshake;

import java.time.Instant;
import java.util.Optional;

/**
 * Both sides of PIN verification, which run at the same time and do not know of each other (SHIP
 * 13.4.4.3).
 *
 * @param check whether the peer has entered our PIN
 * @param ask whether the peer wants its PIN of us
 */
public record PinTalk(PinCheck check, PinAsk ask) {
  private static final String OWN_AWAITED = "own PIN awaited";

  /** Whether data exchange may be entered (SHIP 13.4.4.3.5.2). */
  boolean isOpen() {
    return check.isOpen() && ask.isOpen();
  }

  /** When our penalty for the peer is over. */
  Optional<Instant> deadline() {
    return check.deadline();
  }

  /** What is awaited, for logs and people. */
  String label() {
    if (ask instanceof PinAsk.Unknown) {
      return "PIN state";
    }
    if (ask.isOpen()) {
      return OWN_AWAITED;
    }
    String theirs = ask instanceof PinAsk.Sent ? "PIN sent" : "PIN of the device awaited";
    return check.isOpen() ? theirs : theirs + ", " + OWN_AWAITED;
  }
}
