package dev.shiphub.sim.live;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** What an appliance would draw at a time, in watts; negative what it would give. Pure. */
@FunctionalInterface
interface Curve {
  /** At that time. */
  double watts(Instant now);

  /** Runs for 12 minutes of each half hour, each device at another time, and stands by else. */
  static Curve heatPump(long seed) {
    long shift = Math.floorMod(seed, 1_800);
    double power = 1_600 + Math.floorMod(seed, 600);
    return now -> Math.floorMod(now.getEpochSecond() + shift, 1_800) < 720 ? power : 12;
  }

  /** Two hours at 11 kW, an hour full, an hour away. */
  static Curve vehicle(long seed) {
    long shift = Math.floorMod(seed, 14_400);
    return now -> Math.floorMod(now.getEpochSecond() + shift, 14_400) < 7_200 ? 11_040 : 0;
  }

  /** From six to twenty by UTC, most at one, with clouds that change each five minutes. */
  static Curve sun(long seed) {
    return now -> {
      double hour = LocalTime.ofInstant(now, ZoneOffset.UTC).toSecondOfDay() / 3_600.0;
      double height = Math.sin(Math.PI * (hour - 6) / 14);
      boolean isDay = hour > 6 && hour < 20;
      return isDay ? -8_000 * height * (0.4 + 0.6 * chance(seed, now.getEpochSecond() / 300)) : 0;
    };
  }

  /** A battery that is charged by day and discharged by night. */
  static Curve battery(long seed) {
    Curve sun = sun(seed);
    return now -> sun.watts(now) < -1_000 ? Math.min(3_000, -sun.watts(now) - 1_000) : -400;
  }

  /** What a house draws: little, more in the evening, and now and then a kettle. */
  static Curve house(long seed) {
    return now -> {
      int hour = LocalTime.ofInstant(now, ZoneOffset.UTC).getHour();
      double base = hour >= 17 && hour < 23 ? 700 : 250;
      return base + (chance(seed, now.getEpochSecond() / 120) > 0.9 ? 2_000 : 0);
    };
  }

  /** Both together, as a meter sees them. */
  default Curve and(Curve other) {
    return now -> watts(now) + other.watts(now);
  }

  /** From 0 to 1, always the same for the same two numbers. */
  private static double chance(long seed, long step) {
    long mixed = (seed ^ step) * 0x9E37_79B9_7F4A_7C15L;
    mixed = (mixed ^ mixed >>> 31) * 0xBF58_476D_1CE4_E5B9L;
    return (mixed >>> 11) / (double) (1L << 53);
  }
}
