package dev.shiphub.sim.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DelaysTest {
  private final Delays delays = new Delays();

  @Test
  void nothingWasNotSlow() {
    assertEquals(0, delays.quantile(99));
    assertEquals(0, delays.longest());
  }

  @Test
  void quantilesAreThoseOfTheSortedDelays() {
    for (int millis = 100; millis >= 1; millis--) {
      delays.add(Duration.ofMillis(millis));
    }
    assertEquals(50, delays.quantile(50));
    assertEquals(99, delays.quantile(99));
    assertEquals(100, delays.quantile(100));
    assertEquals(100, delays.count());
  }

  // The memory is bounded; the longest of all is still known.
  @Test
  void oldDelaysAreForgottenButTheLongest() {
    delays.add(Duration.ofHours(1));
    for (int i = 0; i < 70_000; i++) {
      delays.add(Duration.ofMillis(5));
    }
    assertEquals(5, delays.quantile(100));
    assertEquals(3_600_000, delays.longest());
    assertEquals(70_001, delays.count());
  }
}
