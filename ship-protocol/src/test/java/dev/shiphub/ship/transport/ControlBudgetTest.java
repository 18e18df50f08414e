package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ControlBudgetTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  private final ControlBudget budget =
      new ControlBudget(new TransportLimits.Frames(9000, 1000, 1000, 4, 3, Duration.ofSeconds(10)));

  private boolean admitsAt(int second) {
    return budget.admits(START.plusSeconds(second));
  }

  @Test
  void admitsSoManyInItsTime() {
    assertTrue(admitsAt(0) && admitsAt(1) && admitsAt(2));
    assertFalse(admitsAt(9));
  }

  @Test
  void startsAnewAfterItsTime() {
    assertTrue(admitsAt(0) && admitsAt(1) && admitsAt(9));
    assertTrue(admitsAt(10) && admitsAt(11) && admitsAt(12));
    assertFalse(admitsAt(13));
  }
}
