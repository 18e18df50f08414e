package dev.shiphub.sim.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is measured at one entity of a device. Has no clock: it is told the time, and remembers what
 * has been drawn and given so far. Not thread-safe.
 */
public final class Gauge {
  private static final double BATTERY_WH = 10_000;
  private static final double LEAST_CHARGE = 5;
  private static final double PHASES = 3;
  private static final double VOLTS = 230;

  /** What a longer gap counts as: the machine has slept. */
  private static final Duration LONGEST_STEP = Duration.ofHours(1);

  private final Curve curve;
  private final List<Quantity> quantities;
  private Optional<Instant> at = Optional.empty();
  private Optional<Double> limit = Optional.empty();
  private double watts;
  private double consumed;
  private double produced;
  private double charge = 50;

  Gauge(Curve curve, Quantity... quantities) {
    this.curve = curve;
    this.quantities = List.of(quantities);
  }

  /** What can be read, in an order that stays. */
  public List<Quantity> quantities() {
    return quantities;
  }

  /** Goes on to that time; earlier ones do nothing. */
  public void advance(Instant now) {
    Duration gone = at.map(last -> Duration.between(last, now)).orElse(Duration.ZERO);
    double hours = Math.max(0, Math.min(gone.toMillis(), LONGEST_STEP.toMillis())) / 3_600_000.0;
    consumed += Math.max(0, watts) * hours;
    produced += Math.max(0, -watts) * hours;
    charge = Math.clamp(charge + 100 * watts * hours / BATTERY_WH, 0, 100);
    if (!gone.isNegative()) {
      at = Optional.of(now);
      watts = now(now);
    }
  }

  /** From now on no more is drawn than so many watts; empty takes the limit back. */
  public void limit(Optional<Double> most) {
    limit = most;
    watts = limit.map(it -> Math.min(it, watts)).orElse(watts);
  }

  /** The limit that holds, in watts. */
  public Optional<Double> limit() {
    return limit;
  }

  /** The value as of the time that it was told last. */
  public double read(Quantity quantity) {
    return switch (quantity) {
      case POWER -> watts;
      case CURRENT -> watts / PHASES / VOLTS;
      case CONSUMED, GRID_CONSUMPTION -> consumed;
      case PRODUCED, GRID_FEED_IN -> produced;
      case STATE_OF_CHARGE -> charge;
    };
  }

  private double now(Instant now) {
    double wish = curve.watts(now);
    double allowed = limit.map(most -> Math.min(most, wish)).orElse(wish);
    if (!quantities.contains(Quantity.STATE_OF_CHARGE)) {
      return allowed;
    }
    boolean isImpossible = allowed > 0 ? charge >= 100 : charge <= LEAST_CHARGE;
    return isImpossible ? 0 : allowed;
  }
}
