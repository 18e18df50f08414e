package dev.shiphub.hub.adapter.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Steady instants as times for people. */
final class TimesTest {
  private static final Instant STEADY = Instant.parse("1970-01-01T00:10:00Z");
  private static final Times TIMES = new Times(STEADY, Instant.parse("2026-11-21T10:00:00.5Z"));

  @Test
  void anInstantIsToldByItsDistanceFromNow() {
    assertEquals(JsonValue.of("2026-11-21T09:59:58.250Z"), TIMES.iso(STEADY.minusMillis(2_250)));
    assertEquals(JsonValue.of("2026-11-21T10:00:01.500Z"), TIMES.iso(STEADY.plusSeconds(1)));
  }

  @Test
  void distancesAreSecondsAndNeverNegative() {
    assertEquals(new JsonNumber("2.250"), TIMES.ago(STEADY.minusMillis(2_250)));
    assertEquals(new JsonNumber("0.000"), TIMES.ago(STEADY.plusSeconds(1)));
    assertEquals(new JsonNumber("1.000"), TIMES.in(STEADY.plusSeconds(1)));
    assertEquals(new JsonNumber("0.000"), TIMES.in(STEADY.minusSeconds(1)));
  }
}
