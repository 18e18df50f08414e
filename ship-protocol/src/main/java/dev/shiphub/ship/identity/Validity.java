package dev.shiphub.ship.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * The dates in a certificate. SHIP nodes must not judge by them (SHIP 12.1.1), but some look at
 * them.
 *
 * @param from first valid instant
 * @param until last valid instant, after {@code from}
 */
public record Validity(Instant from, Instant until) {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant NO_CLOCK_IS_EARLIER = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TWENTY_YEARS = Duration.ofDays(20 * 365);

  /**
   * @throws IllegalArgumentException if the dates are in the wrong order
   */
  public Validity {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("not valid from " + from + " until " + until);
    }
  }

  /**
   * Twenty years from now, beginning in 2020.
   *
   * @param now the wall clock, which on a machine without a battery may still stand at 1970
   */
  public static Validity seenFrom(Instant now) {
    Instant start = now.isBefore(NO_CLOCK_IS_EARLIER) ? NO_CLOCK_IS_EARLIER : now;
    return new Validity(LONG_AGO, start.plus(TWENTY_YEARS));
  }
}
