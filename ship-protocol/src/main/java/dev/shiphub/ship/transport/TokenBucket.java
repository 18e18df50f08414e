package dev.shiphub.ship.transport;

import java.time.Duration;
import java.time.Instant;

/** So many at once, and so many a second from then on. Not safe for threads. */
final class TokenBucket {
  private final Duration interval;
  private final Duration depth;

  /** When it would be full if nothing were taken from now on. */
  private Instant fullAt = Instant.MIN;

  TokenBucket(TransportLimits.Rate rate) {
    interval = Duration.ofSeconds(1).dividedBy(rate.perSecond());
    depth = interval.multipliedBy(rate.burst());
  }

  /** Whether nothing was taken for so long that it has filled up. */
  boolean isFull(Instant now) {
    return !fullAt.isAfter(now);
  }

  /** Whether at least so many are left. */
  boolean has(int tokens, Instant now) {
    Duration missing = isFull(now) ? Duration.ZERO : Duration.between(now, fullAt);
    return missing.plus(interval.multipliedBy(tokens)).compareTo(depth) <= 0;
  }

  /** Takes one if there is one. */
  boolean take(Instant now) {
    if (!has(1, now)) {
      return false;
    }
    fullAt = (isFull(now) ? now : fullAt).plus(interval);
    return true;
  }
}
