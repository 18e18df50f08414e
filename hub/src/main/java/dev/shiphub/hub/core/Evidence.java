package dev.shiphub.hub.core;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the life in one connection, for the double-connection rule.
 *
 * @param openedAt when its WebSocket was open
 * @param firstMessageAt when the peer's first SHIP message came
 * @param probe what a ping has told
 */
public record Evidence(Instant openedAt, Optional<Instant> firstMessageAt, Probe probe) {
  /** What a ping has told. */
  public enum Probe {
    /** Nobody asked. */
    NONE,
    /** The ping is under way. */
    ASKED,
    /** Something came back. */
    ALIVE,
    /** Nothing came back in time. */
    DEAD
  }

  /** A connection that has just opened. */
  public static Evidence opened(Instant at) {
    return new Evidence(at, Optional.empty(), Probe.NONE);
  }

  Evidence heard(Instant at) {
    return new Evidence(openedAt, firstMessageAt.or(() -> Optional.of(at)), probe);
  }

  Evidence probed(Probe result) {
    return new Evidence(openedAt, firstMessageAt, result);
  }
}
