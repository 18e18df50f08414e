package dev.shiphub.hub.why;

import java.math.BigDecimal;
import java.time.Duration;

/** Lengths of time in words that English and German share. */
public final class Elapsed {
  private Elapsed() {}

  /** A duration for people: one unit is enough. */
  public static String words(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
      return BigDecimal.valueOf(duration.toMillis() / 100, 1) + " s";
    }
    if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
      return duration.toSeconds() + " s";
    }
    if (duration.compareTo(Duration.ofHours(2)) < 0) {
      return duration.toMinutes() + " min";
    }
    return duration.compareTo(Duration.ofDays(2)) < 0
        ? duration.toHours() + " h"
        : duration.toDays() + " d";
  }
}
