package dev.shiphub.hub.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the peer lives (SHIP 10.4): pings a silent one and gives it up when nothing comes back.
 *
 * <p>Any received frame counts as life, so that a busy peer which never answers pings is not lost.
 * Runs in its session's thread.
 */
final class Liveness {
  private final Duration ping;
  private final Duration pong;
  private Instant heardAt;
  private Optional<Instant> answerBy = Optional.empty();
  private Optional<Instant> probeBy = Optional.empty();

  /**
   * A peer that was heard just now.
   *
   * @param ping how long it may be silent before it is pinged
   * @param pong how long it may take to answer
   */
  Liveness(Duration ping, Duration pong, Instant now) {
    this.ping = ping;
    this.pong = pong;
    heardAt = now;
  }

  /** What is to be done now. */
  enum Due {
    NOTHING,
    PING,
    GIVE_UP
  }

  /** Something came; returns whether it answers a probe. */
  boolean heard(Instant now) {
    heardAt = now;
    answerBy = Optional.empty();
    boolean wasProbed = probeBy.isPresent();
    probeBy = Optional.empty();
    return wasProbed;
  }

  /** A ping was sent because somebody wants to know. */
  void probe(Duration within, Instant now) {
    probeBy = Optional.of(now.plus(within));
  }

  /** Whether a probe has found nothing; true once. */
  boolean isProbeOver(Instant now) {
    boolean isOver = probeBy.filter(by -> !by.isAfter(now)).isPresent();
    if (isOver) {
      probeBy = Optional.empty();
    }
    return isOver;
  }

  /** What is to be done as of now; it is taken for done. */
  Due due(Instant now) {
    Instant due = answerBy.orElse(heardAt.plus(ping));
    if (due.isAfter(now)) {
      return Due.NOTHING;
    }
    boolean wasPinged = answerBy.isPresent();
    // Also after giving up: until the end comes back, nothing is due for a while.
    answerBy = Optional.of(now.plus(pong));
    return wasPinged ? Due.GIVE_UP : Due.PING;
  }

  Instant deadline() {
    Instant due = answerBy.orElse(heardAt.plus(ping));
    return probeBy.filter(by -> by.isBefore(due)).orElse(due);
  }

  Duration silence() {
    return ping.plus(pong);
  }
}
