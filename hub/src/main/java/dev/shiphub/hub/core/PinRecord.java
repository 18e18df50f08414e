package dev.shiphub.hub.core;

import dev.shiphub.ship.PinStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a device stands with our PIN, as it is stored; no PIN is.
 *
 * <p>A penalty is stored as time that remains, because clocks may be wrong after a restart, and
 * does not run while the hub does not. It is written when it begins and when the hub stops, so
 * after a crash it is longer than it was, never shorter, and never longer than a whole one.
 *
 * @param isVerified whether it has entered the right one (the second factor of SHIP 12.3.2)
 * @param wrong how many wrong ones it has entered since
 * @param penalty what remains of its penalty
 */
public record PinRecord(boolean isVerified, int wrong, Duration penalty) {
  /** A device that has entered none. */
  public static final PinRecord NONE = new PinRecord(false, 0, Duration.ZERO);

  static PinRecord of(PinStanding standing, Instant now) {
    return new PinRecord(standing.isVerified(), standing.wrong(), standing.penaltyLeft(now));
  }

  PinStanding standing(Instant now) {
    return new PinStanding(
        isVerified, wrong, Optional.of(penalty).filter(Duration::isPositive).map(now::plus));
  }
}
