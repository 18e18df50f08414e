package dev.shiphub.hub.core;

import dev.shiphub.ship.PinStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a device stands with our PIN, as it is stored; no PIN is.
 *
 * <p>A penalty is stored as time that remains, because clocks may be wrong after a restart. It is
 * written once, when it begins, and begins anew at a restart: never shorter, and without a write
 * for every second.
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
