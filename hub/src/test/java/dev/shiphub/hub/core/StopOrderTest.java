package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.dialFailed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a hub that stops does and waits for, in order.
 *
 * <p>Proof of promise 5.
 */
final class StopOrderTest {
  private static final Ski DEVICE = smaller(1);
  private static final Ski OTHER = smaller(2);
  private static final Ski STRANGER = bigger(1);
  private static final Connection A = out(1, DEVICE);
  private static final Connection B = in(2, DEVICE);

  @Test
  void isDoneAtOnceWhenNothingIsLeft() {
    CoreDriver hub = CoreDriver.trusting(DEVICE).on(new HubEvent.StopRequested());
    assertEquals(List.of("HubStarted", "HubStopping", "HubStopped"), hub.notices());
    assertTrue(hub.has(new HubEffect.Finish(true)));
  }

  /** Regression of field lesson A12. */
  @Test
  void endsSessionsAndWaitsForTheirConnections() {
    CoreDriver hub = CoreDriver.connected(A).on(new HubEvent.StopRequested());
    assertEquals(List.of("HubStopping", "SessionEnded c1", "DeviceDisconnected"), hub.notices());
    assertEquals(List.of(), hub.all(HubEffect.Finish.class));
    hub.on(closed(A, Stage.DATA, "closed by us"));
    assertEquals("HubStopped", hub.notices().getLast());
    assertTrue(hub.has(new HubEffect.Finish(true)));
  }

  /** Regression of field lesson A12. */
  @Test
  void interruptsTheDialsAndWaitsForTheirOutcomes() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).forget().on(new HubEvent.StopRequested());
    assertTrue(hub.has(new HubEffect.CancelDial(DEVICE)));
    assertEquals(List.of(), hub.all(HubEffect.Finish.class));
    hub.on(dialFailed(DEVICE));
    assertTrue(hub.has(new HubEffect.Finish(true)));
  }

  @Test
  void waitsForTheSaveUnderWayAndTheOneThatFollows() {
    CoreDriver hub = CoreDriver.trusting(DEVICE);
    hub.isDiskSlow = true;
    hub.pair(OTHER);
    hub.ask(new Request.Unpair(DEVICE));
    hub.on(new HubEvent.StopRequested());
    assertEquals(List.of(), hub.all(HubEffect.Finish.class));
    hub.on(new HubEvent.Saved(1));
    assertEquals(List.of(), hub.all(HubEffect.Finish.class));
    hub.on(new HubEvent.Saved(2));
    assertTrue(hub.has(new HubEffect.Finish(true)));
  }

  @Test
  void savesAWithdrawalThatCouldNotBeSavedBefore() {
    CoreDriver hub = CoreDriver.trusting(DEVICE);
    hub.isDiskBroken = true;
    hub.ask(new Request.Unpair(DEVICE));
    hub.isDiskBroken = false;
    hub.forget().on(new HubEvent.StopRequested());
    assertEquals(List.of(), hub.all(HubEffect.Save.class).getFirst().state().trusted());
    assertTrue(hub.has(new HubEffect.Finish(true)));
  }

  @Test
  void dialsNobodyWhileConnectionsAreLeft() {
    CoreDriver hub = CoreDriver.trusting(DEVICE, STRANGER).connects(in(1, DEVICE));
    hub.on(new HubEvent.ServiceSeen(service(STRANGER)));
    hub.on(new HubEvent.StopRequested()).waits(5);
    assertEquals(List.of(), hub.dialled());
  }

  @Test
  void isNoFailureOfTheAttemptsThatItEnds() {
    CoreDriver hub = CoreDriver.trusting(DEVICE).on(new HubEvent.Opened(B));
    hub.on(new HubEvent.ServiceSeen(service(OTHER)));
    hub.pair(OTHER);
    assertEquals(List.of(OTHER), hub.waits(1).dialled());
    hub.forget().on(new HubEvent.StopRequested());
    hub.on(closed(B, Stage.HELLO, "closed by us")).on(dialFailed(OTHER));
    assertEquals(List.of("HubStopping", "HubStopped"), hub.notices());
  }

  // The bug of the reference: a dial that completes after the snapshot was admitted.
  @Test
  void closesADialThatOpensTooLate() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).on(new HubEvent.StopRequested()).forget();
    hub.on(new HubEvent.Opened(A));
    assertEquals(A, hub.all(HubEffect.Close.class).getFirst().connection());
    assertEquals(List.of(), hub.all(HubEffect.StartSession.class));
    hub.on(closed(A, Stage.OPEN, "closed by us"));
    assertTrue(hub.has(new HubEffect.Finish(true)));
  }

  @Test
  void cutsWhatDoesNotEndInTime() {
    CoreDriver hub = CoreDriver.connected(A).on(new HubEvent.StopRequested()).waits(5);
    assertTrue(hub.has(new HubEffect.Cut(A, "cut, it did not end in time")));
    hub.on(closed(A, Stage.DATA, "cut"));
    assertTrue(hub.has(new HubEffect.Finish(false)));
  }

  @Test
  void givesUpWhenCuttingDoesNotHelp() {
    CoreDriver hub = CoreDriver.connected(A).on(new HubEvent.StopRequested());
    hub.waits(Duration.ofMillis(5_499));
    assertEquals(List.of(), hub.all(HubEffect.Finish.class));
    assertTrue(hub.waits(Duration.ofMillis(1)).has(new HubEffect.Finish(false)));
  }

  @Test
  void saysNothingAfterHubStopped() {
    CoreDriver hub = CoreDriver.connected(A).on(new HubEvent.StopRequested());
    hub.on(closed(A, Stage.DATA, "closed by us")).forget();
    hub.on(new HubEvent.ServiceSeen(service(OTHER))).on(new HubEvent.StopRequested());
    hub.on(new HubEvent.ServiceGone(DEVICE, service(DEVICE).instance()));
    assertEquals(List.of(), hub.notices());
  }

  @Test
  void refusesWishes() {
    CoreDriver hub = CoreDriver.connected(A).on(new HubEvent.StopRequested());
    long command = hub.ask(new Request.Pair(OTHER, TrustRecord.Origin.USER_INPUT, hub.now));
    assertEquals(Answer.Kind.STOPPING, ((Answer.Refused) hub.answer(command)).kind());
  }

  @Test
  void fliesNoTimer() {
    CoreDriver hub = CoreDriver.trusting(DEVICE, STRANGER);
    hub.on(new HubEvent.ServiceSeen(service(STRANGER)));
    hub.on(new HubEvent.StopRequested());
    assertTrue(hub.core.deadline().isEmpty());
  }
}
