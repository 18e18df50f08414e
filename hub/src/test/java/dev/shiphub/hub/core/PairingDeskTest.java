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
  private static final Connection FIRST = in(1, bigger(1), "192.0.2.1");
  private static final Connection SECOND = in(2, bigger(2), "192.0.2.1");
  private static final Connection THIRD = in(3, bigger(3), "192.0.2.1");
  private static final Connection ELSEWHERE = in(4, bigger(4), "192.0.2.9");

  private final PairingDesk desk = new PairingDesk(Duration.ofMinutes(10));

  private static Instant minute(int minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  private Optional<Connection> admit(Connection connection, int places) {
    return desk.admit(connection, places, START);
  }

  @Test
  void aDeviceThatGoesOnAskingIsNewsOnceInTenMinutes() {
    assertTrue(desk.isNews(bigger(1), minute(0)));
    assertFalse(desk.isNews(bigger(1), minute(9)));
    assertTrue(desk.isNews(bigger(1), minute(10)));
    assertFalse(desk.isNews(bigger(1), minute(19)));
  }

  @Test
  void aDeviceThatTheUserHasDecidedAboutIsNewsWhenItAsksAgain() {
    desk.isNews(bigger(1), minute(0));
    desk.isNews(bigger(2), minute(0));
    desk.decided(bigger(1));
    assertTrue(desk.isNews(bigger(1), minute(1)));
    assertFalse(desk.isNews(bigger(2), minute(1)));
  }

  // Anybody can make up SKIs; what is remembered of them is bounded, the oldest goes.
  @Test
  void remembers256DevicesThatItHasTold() {
    for (int i = 0; i < 256; i++) {
      assertTrue(desk.isNews(bigger(i), minute(0)));
    }
    assertFalse(desk.isNews(bigger(0), minute(1)));
    assertTrue(desk.isNews(bigger(256), minute(1)));
    assertFalse(desk.isNews(bigger(1), minute(1)));
    assertTrue(desk.isNews(bigger(0), minute(1)));
  }

  @Test
  void handsOutEachConnectionWhenItsOwnTimeIsOver() {
    desk.admit(FIRST, 8, minute(0));
    desk.admit(SECOND, 8, minute(1));
    assertEquals(Optional.of(minute(10)), desk.deadline());
    assertEquals(List.of(FIRST), desk.due(minute(10)));
    assertEquals(List.of(), desk.due(minute(10)));
    assertEquals(List.of(SECOND), desk.due(minute(11)));
  }

  @Test
  void knowsTheConnectionsOfEachDevice() {
    admit(FIRST, 8);
    admit(SECOND, 8);
    assertEquals(List.of(FIRST), desk.waiting(FIRST.peer()));
    desk.forget(FIRST);
    assertEquals(List.of(), desk.waiting(FIRST.peer()));
    assertEquals(List.of(SECOND), desk.waiting(SECOND.peer()));
  }

  @Test
  void whoComesToAFullDeskFromTheSameAddressHasToGo() {
    admit(FIRST, 2);
    admit(SECOND, 2);
    assertEquals(Optional.of(THIRD), admit(THIRD, 2));
    assertEquals(List.of(FIRST, SECOND), desk.waiting());
  }

  // One host with many SKIs would keep everybody else from asking.
  @Test
  void whoComesFromAnotherAddressTakesThePlaceOfTheLatestFromTheCrowdedOne() {
    admit(FIRST, 2);
    admit(SECOND, 2);
    assertEquals(Optional.of(SECOND), admit(ELSEWHERE, 2));
    assertEquals(List.of(FIRST, ELSEWHERE), desk.waiting());
  }

  @Test
  void whoWaitsAlreadyTakesNoSecondPlace() {
    admit(FIRST, 1);
    assertEquals(Optional.empty(), admit(FIRST, 1));
    assertEquals(List.of(FIRST), desk.waiting());
  }

  @Test
  void whenPlacesAreTakenAwayTheLatestOfTheCrowdedAddressGoFirst() {
    List.of(ELSEWHERE, FIRST, SECOND, THIRD).forEach(connection -> admit(connection, 8));
    assertEquals(List.of(THIRD, SECOND), desk.trim(2));
    assertEquals(List.of(ELSEWHERE, FIRST), desk.waiting());
    assertEquals(List.of(), desk.trim(2));
  }

  @Test
  void hasNobodyAfterItIsClosed() {
    admit(FIRST, 8);
    assertTrue(desk.isNews(FIRST.peer(), minute(0)));
    desk.close();
    assertEquals(List.of(), desk.waiting(FIRST.peer()));
    assertTrue(desk.isNews(FIRST.peer(), minute(1)));
  }
}
