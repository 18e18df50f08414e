package dev.shiphub.hub.core;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the life in one connection, for the double-connection rule.
 *
 * @param openedAt when its WebSocket was open
 * @param firstMessageAt when the peer's first SHIP message came
 * @param probe what a ping has told
 * @param isComplete whether it is in data exchange
 */
public record Evidence(
    Instant openedAt, Optional<Instant> firstMessageAt, Probe probe, boolean isComplete) {
  /** Of a connection that is not in data exchange. */
  public Evidence(Instant openedAt, Optional<Instant> firstMessageAt, Probe probe) {
    this(openedAt, firstMessageAt, probe, false);
  }

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
    return new Evidence(openedAt, firstMessageAt.or(() -> Optional.of(at)), probe, isComplete);
  }

  Evidence probed(Probe result) {
    return new Evidence(openedAt, firstMessageAt, result, isComplete);
  }

  Evidence completed() {
    return new Evidence(openedAt, firstMessageAt, probe, true);
  }

  /** Whether it is in data exchange and has just answered a ping: it works. */
  boolean isWorking() {
    return isComplete && probe == Probe.ALIVE;
  }
}
