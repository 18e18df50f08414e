package dev.shiphub.sim.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.sim.profile.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveValuesTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-06-01T00:00:00Z");

  private static LiveValues values(String profile, long seed) {
    return new LiveValues(Catalogue.named(profile).orElseThrow(), seed);
  }

  private static Gauge gauge(String profile, Integer... entity) {
    return values(profile, 7).at(List.of(entity)).orElseThrow();
  }

  /** What is read each minute of a day. */
  private static List<Double> day(Gauge gauge, Quantity quantity) {
    List<Double> read = new ArrayList<>();
    for (int minute = 0; minute <= 24 * 60; minute++) {
      gauge.advance(MIDNIGHT.plus(Duration.ofMinutes(minute)));
      read.add(gauge.read(quantity));
    }
    return read;
  }

  private static double most(List<Double> read) {
    return read.stream().mapToDouble(it -> it).max().orElseThrow();
  }

  private static double least(List<Double> read) {
    return read.stream().mapToDouble(it -> it).min().orElseThrow();
  }

  @Test
  void energyOnlyGrowsWhateverTheProfile() {
    for (String profile : Catalogue.names()) {
      for (Gauge gauge : values(profile, 3).gauges().values()) {
        double consumed = 0;
        double produced = 0;
        for (int minute = 0; minute < 48 * 60; minute++) {
          gauge.advance(MIDNIGHT.plus(Duration.ofMinutes(minute)));
          assertTrue(gauge.read(Quantity.CONSUMED) >= consumed, profile);
          assertTrue(gauge.read(Quantity.PRODUCED) >= produced, profile);
          consumed = gauge.read(Quantity.CONSUMED);
          produced = gauge.read(Quantity.PRODUCED);
        }
        assertTrue(consumed + produced > 0, profile + " has measured nothing");
      }
    }
  }

  @Test
  void theSameTimeAndSeedGiveTheSameValues() {
    assertEquals(
        day(gauge("heat-pump", 1), Quantity.POWER), day(gauge("heat-pump", 1), Quantity.POWER));
  }

  @Test
  void theHeatPumpGoesOnAndOff() {
    List<Double> power = day(gauge("heat-pump", 1), Quantity.POWER);
    assertEquals(12, least(power));
    assertTrue(most(power) > 1_500);
    long starts = 0;
    for (int i = 1; i < power.size(); i++) {
      starts += power.get(i) > 1_000 && power.get(i - 1) < 1_000 ? 1 : 0;
    }
    assertTrue(starts >= 47 && starts <= 49, starts + " starts");
  }

  @Test
  void thereIsNoSunAtNightAndMostAtNoon() {
    List<Double> power = day(gauge("pv-inverter", 3, 1), Quantity.POWER);
    assertEquals(0, power.get(3 * 60));
    assertEquals(0, power.get(22 * 60));
    assertTrue(least(power) < -3_000 && least(power) >= -8_000, "" + least(power));
  }

  @Test
  void theBatteryIsNeverMoreThanFullNorEmpty() {
    List<Double> charge = day(gauge("battery-inverter", 2, 1), Quantity.STATE_OF_CHARGE);
    assertTrue(most(charge) <= 100 && least(charge) >= 0);
    assertTrue(most(charge) - least(charge) > 20, "it is used");
  }

  @Test
  void theVehicleChargesAndIsAway() {
    List<Double> current = day(gauge("wallbox", 1, 1), Quantity.CURRENT);
    assertEquals(16, most(current), 0.1);
    assertEquals(0, least(current));
  }

  @Test
  void theGridMeterSeesTheSunAsFeedIn() {
    Gauge gauge = gauge("meter", 1);
    day(gauge, Quantity.POWER);
    assertTrue(gauge.read(Quantity.GRID_FEED_IN) > 10_000);
    assertTrue(gauge.read(Quantity.GRID_CONSUMPTION) > 1_000);
  }

  @ParameterizedTest
  @CsvSource({"heat-pump, 1000", "wallbox, 4140"})
  void aLimitIsObeyedUntilItIsTakenBack(String profile, double watts) {
    Gauge gauge = values(profile, 7).gauges().values().iterator().next();
    gauge.limit(Optional.of(watts));
    assertEquals(watts, most(day(gauge, Quantity.POWER)));
    Gauge free = values(profile, 7).gauges().values().iterator().next();
    free.limit(Optional.of(watts));
    free.limit(Optional.empty());
    assertTrue(most(day(free, Quantity.POWER)) > watts);
  }

  @Test
  void anEmptyWallboxMeasuresNothing() {
    assertTrue(values("wallbox-empty", 7).gauges().isEmpty());
  }
}
