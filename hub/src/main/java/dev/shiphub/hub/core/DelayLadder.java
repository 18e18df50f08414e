package dev.shiphub.hub.core;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next dial, after what happened last. */
final class DelayLadder {
  /** The end of the last attempt or connection, as far as it matters for the next. */
  enum Rung {
    /** Discovered, paired, or it was in data exchange. */
    FRESH,
    /** TCP, TLS or the upgrade failed, or the handshake broke. */
    FAILED,
    /** The device does not trust us, or nobody there has decided yet. */
    REJECTED,
    /** Both connections of a double connection were lost. */
    DOUBLE_LOST,
    /** There is no place: the device says so of itself, or our own are taken. */
    BUSY
  }

  private static final int SHORT_SESSIONS = 3;

  private final RandomGenerator random;

  DelayLadder(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The delay before the next dial.
   *
   * @param count how often in a row the same end came, at least 1
   * @param isOursBigger whether our SKI is the bigger one: then we dial first, which avoids double
   *     connections
   */
  Duration next(Rung rung, int count, boolean isOursBigger) {
    return switch (rung) {
      case FRESH -> fresh(count, isOursBigger);
      case FAILED -> failed(count);
      case REJECTED -> Duration.ofSeconds(Math.min(300, 30L << Math.min(count - 1, 10)));
      case DOUBLE_LOST -> doubleLost(count);
      case BUSY -> Duration.ofSeconds(60);
    };
  }

  /**
   * A device that gives us up right after the handshake, again and again, is treated as failing.
   */
  private Duration fresh(int count, boolean isOursBigger) {
    if (count > SHORT_SESSIONS) {
      return failed(count - SHORT_SESSIONS);
    }
    return isOursBigger ? between(0, 1_000) : between(3_000, 5_000);
  }

  private Duration failed(int count) {
    if (count > 10) {
      return Duration.ofSeconds(60);
    }
    return count == 1 ? between(3_000, 10_000) : between(10_000, 20_000);
  }

  private Duration doubleLost(int count) {
    int factor = 1 << Math.min(count - 1, 5);
    Duration delay = between(1_000, 3_000).multipliedBy(factor);
    Duration cap = Duration.ofSeconds(20);
    return delay.compareTo(cap) < 0 ? delay : cap;
  }

  private Duration between(int fromMillis, int toMillis) {
    return Duration.ofMillis(random.nextInt(fromMillis, toMillis + 1));
  }
}
