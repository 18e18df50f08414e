package dev.shiphub.ship.mdns;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class WakeWatchTest {
  private static final Instant STEADY = Instant.EPOCH;
  private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

  private final WakeWatch watch = new WakeWatch();

  WakeWatchTest() {
    assertFalse(watch.hasSlept(STEADY, WALL));
  }

  @Test
  void theMachineWasAwakeWhileBothClocksWent() {
    assertFalse(watch.hasSlept(STEADY.plusSeconds(3_600), WALL.plusSeconds(3_600)));
  }

  @Test
  void itHasSleptIfOnlyTheWallClockWent() {
    assertTrue(watch.hasSlept(STEADY.plusSeconds(1), WALL.plusSeconds(7)));
    assertFalse(watch.hasSlept(STEADY.plusSeconds(2), WALL.plusSeconds(8)));
  }

  // A gateway without a clock of its own boots in 1970, and later hears what time it is.
  @Test
  void aWallClockThatIsSetBackCountsToo() {
    assertTrue(watch.hasSlept(STEADY.plusSeconds(1), Instant.EPOCH));
  }

  @Test
  void aWallClockThatIsDisciplinedDoesNotCount() {
    assertFalse(watch.hasSlept(STEADY.plusSeconds(1), WALL.plusSeconds(6)));
    assertFalse(watch.hasSlept(STEADY.plusSeconds(2), WALL.plusSeconds(2)));
  }
}
