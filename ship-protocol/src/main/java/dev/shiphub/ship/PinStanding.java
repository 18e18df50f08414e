package dev.shiphub.ship;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How one peer stands with our PIN. Counts for the peer, not for a connection, so that a new
 * connection does not wipe out what was tried on the last one (SHIP 13.4.4.3.4).
 *
 * @param isVerified whether it has entered the right one
 * @param wrong how many wrong ones it has entered since
 * @param busyUntil until when none is looked at
 */
public record PinStanding(boolean isVerified, int wrong, Optional<Instant> busyUntil) {
  /** A peer that has entered nothing yet. */
  public static final PinStanding FRESH = new PinStanding(false, 0, Optional.empty());

  /** A peer that has entered the right one. */
  public static final PinStanding VERIFIED = new PinStanding(true, 0, Optional.empty());

  private static final int FIRST_PENALTY = 3;
  private static final int FIRST_LONG_PENALTY = 6;
  private static final Duration PENALTY = Duration.ofSeconds(15);
  private static final Duration LONG_PENALTY = Duration.ofSeconds(90);

  /**
   * The standing after one more wrong PIN: the third costs 15 s, the sixth and later ones 90 s. Who
   * has entered the right one stays verified: a wrong one on another connection came too late.
   */
  public PinStanding wrongOnce(Instant now) {
    if (isVerified) {
      return this;
    }
    int count = wrong == Integer.MAX_VALUE ? wrong : wrong + 1;
    if (count < FIRST_PENALTY) {
      return new PinStanding(false, count, Optional.empty());
    }
    Duration penalty = count < FIRST_LONG_PENALTY ? PENALTY : LONG_PENALTY;
    return new PinStanding(false, count, Optional.of(now.plus(penalty)));
  }

  /** The standing of one whose PINs are not looked at before then; who is verified stays so. */
  public PinStanding busyUntil(Instant until) {
    return with(new PinStanding(false, wrong, Optional.of(until)));
  }

  /** What is left of the penalty; zero if nothing is. */
  public Duration penaltyLeft(Instant now) {
    return busyUntil
        .map(until -> Duration.between(now, until))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  /** The standing without a penalty that is over. */
  public PinStanding at(Instant now) {
    return new PinStanding(isVerified, wrong, busyUntil.filter(until -> until.isAfter(now)));
  }

  /** What is known from two places: verified if either says so, else the worse of both. */
  public PinStanding with(PinStanding told) {
    return isVerified || told.isVerified()
        ? VERIFIED
        : new PinStanding(
            false,
            Math.max(wrong, told.wrong()),
            Stream.concat(busyUntil.stream(), told.busyUntil().stream()).max(Instant::compareTo));
  }
}
