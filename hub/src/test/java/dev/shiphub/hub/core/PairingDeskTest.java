package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.START;
import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.in;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who waits for a decision, and of whom users are told. */
final class PairingDeskTest {
  private static final Connection FIRST = in(1, bigger(1));
  private static final Connection SECOND = in(2, bigger(2));

  private final PairingDesk desk = new PairingDesk(Duration.ofMinutes(10));

  private static Instant minute(int minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void aDeviceThatGoesOnAskingIsNewsOnceInTenMinutes() {
    assertTrue(desk.ask(FIRST, minute(0)));
    assertFalse(desk.ask(FIRST, minute(9)));
    assertTrue(desk.ask(FIRST, minute(10)));
    assertFalse(desk.ask(FIRST, minute(19)));
  }

  @Test
  void aDeviceThatTheUserHasDecidedAboutIsNewsWhenItAsksAgain() {
    desk.ask(FIRST, minute(0));
    desk.ask(SECOND, minute(0));
    desk.decided(FIRST.peer());
    assertTrue(desk.ask(FIRST, minute(1)));
    assertFalse(desk.ask(SECOND, minute(1)));
  }

  // Anybody can make up SKIs; what is remembered of them is bounded, the oldest goes.
  @Test
  void remembers256DevicesThatItHasTold() {
    for (int i = 0; i < 256; i++) {
      assertTrue(desk.ask(in(i, bigger(i)), minute(0)));
    }
    assertFalse(desk.ask(in(1_000, bigger(0)), minute(1)));
    assertTrue(desk.ask(in(1_001, bigger(256)), minute(1)));
    assertFalse(desk.ask(in(1_002, bigger(1)), minute(1)));
    assertTrue(desk.ask(in(1_003, bigger(0)), minute(1)));
  }

  @Test
  void handsOutEachConnectionWhenItsOwnTimeIsOver() {
    desk.ask(FIRST, minute(0));
    desk.ask(SECOND, minute(1));
    assertEquals(Optional.of(minute(10)), desk.deadline());
    assertEquals(List.of(FIRST), desk.due(minute(10)));
    assertEquals(List.of(), desk.due(minute(10)));
    assertEquals(List.of(SECOND), desk.due(minute(11)));
  }

  @Test
  void knowsTheConnectionsOfEachDevice() {
    desk.ask(FIRST, minute(0));
    desk.ask(SECOND, minute(0));
    assertEquals(List.of(FIRST), desk.waiting(FIRST.peer()));
    desk.forget(FIRST);
    assertEquals(List.of(), desk.waiting(FIRST.peer()));
    assertEquals(List.of(SECOND), desk.waiting(SECOND.peer()));
  }

  @Test
  void hasNobodyAfterItIsClosed() {
    desk.ask(FIRST, minute(0));
    desk.close();
    assertEquals(List.of(), desk.waiting(FIRST.peer()));
    assertTrue(desk.ask(FIRST, minute(1)));
  }
}
