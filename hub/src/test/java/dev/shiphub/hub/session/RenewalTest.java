package dev.shiphub.hub.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a connection asks for another one in its place. */
final class RenewalTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private static Instant at(Duration later) {
    return START.plus(later);
  }

  private static Renewal begun(Optional<Duration> maxIdle, Optional<Duration> maxAge) {
    Renewal renewal = new Renewal(new Lifetime(maxIdle, maxAge));
    renewal.begin(START);
    return renewal;
  }

  @Test
  void isNeverDueWithoutLimits() {
    assertEquals(Optional.empty(), begun(Optional.empty(), Optional.empty()).deadline());
  }

  @Test
  void isNotDueBeforeTheSessionHasBegun() {
    Renewal renewal = new Renewal(new Lifetime(Optional.of(HOUR), Optional.of(DAY)));
    assertEquals(Optional.empty(), renewal.deadline());
  }

  @Test
  void isDueByAgeHoweverBusyItIs() {
    Renewal renewal = begun(Optional.of(HOUR), Optional.of(DAY));
    renewal.used(at(DAY.minusMillis(1)));
    assertFalse(renewal.isDue(at(DAY.minusMillis(1))));
    assertTrue(renewal.isDue(at(DAY)));
  }

  @Test
  void isDueWhenNoDataHasComeOrGoneForSoLong() {
    Renewal renewal = begun(Optional.of(HOUR), Optional.empty());
    renewal.used(at(Duration.ofMinutes(30)));
    assertFalse(renewal.isDue(at(HOUR)));
    assertTrue(renewal.isDue(at(Duration.ofMinutes(90))));
  }

  // Some devices never take a second connection; they are not dialled all the time.
  @Test
  void isDueAgainTenMinutesLaterAndNotBefore() {
    Renewal renewal = begun(Optional.of(HOUR), Optional.empty());
    assertTrue(renewal.isDue(at(HOUR)));
    assertEquals(Optional.of(at(HOUR.plusMinutes(10))), renewal.deadline());
    assertFalse(renewal.isDue(at(HOUR.plusMinutes(9))));
    assertTrue(renewal.isDue(at(HOUR.plusMinutes(10))));
  }
}
