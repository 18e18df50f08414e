package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The last seconds of a hub, in detail.
 *
 * <p>Proof of promise 5.
 */
final class StoppingTest {
  private static final Ski DEVICE = smaller(1);
  private static final Ski STRANGER = bigger(1);
  private static final Connection A = in(1, DEVICE);
  private static final Connection KNOCK = in(7, STRANGER);

  private final CoreDriver hub = CoreDriver.trusting(DEVICE).connects(A);

  private CoreDriver stopping() {
    return hub.forget().on(new HubEvent.StopRequested());
  }

  @Test
  void everyConnectionIsClosedWithTheReason() {
    hub.on(new HubEvent.Opened(KNOCK));
    stopping();
    CloseReason away = CloseReason.byUs(CloseReason.GOING_AWAY, Refusal.CLOSED.words());
    assertEquals(
        List.of(new HubEffect.Close(A, away, false), new HubEffect.Close(KNOCK, away, false)),
        hub.all(HubEffect.Close.class));
    assertFalse(away.phrase().isBlank());
  }

  @Test
  void nobodyIsAskedForADecisionAnyMore() {
    hub.on(new HubEvent.Opened(KNOCK)).on(new HubEvent.TrustAsked(KNOCK));
    assertFalse(stopping().device(STRANGER).isWaiting());
    hub.forget().on(new HubEvent.TrustAsked(KNOCK)).on(new HubEvent.PinAsked(A, true, false));
    assertEquals(List.of(), hub.effects);
  }

  @Test
  void peopleMayStillLook() {
    assertTrue(stopping().snapshot().isStopping());
    assertEquals(HubSnapshot.Place.CLOSING, hub.device(DEVICE).connections().getFirst().place());
  }

  @Test
  void connectionsAreCutOnceAndNotBefore() {
    hub.waits(3_600);
    stopping().waits(Duration.ofMillis(4_999));
    assertEquals(List.of(), hub.all(HubEffect.Cut.class));
    hub.waits(Duration.ofMillis(1_001));
    assertEquals(
        List.of(new HubEffect.Cut(A, "cut, it did not end in time")), hub.all(HubEffect.Cut.class));
  }

  // The loop may wake for nothing.
  @Test
  void nothingIsCutByATimerThatIsTooEarly() {
    stopping();
    assertEquals(List.of(), hub.core.onDeadline(hub.now.plusMillis(4_999)));
  }

  @Test
  void noConnectionIsCutWhileTheHubRuns() {
    hub.on(new HubEvent.ServiceSeen(service(DEVICE))).on(closed(A, Stage.DATA, "reset"));
    hub.on(new HubEvent.Opened(KNOCK)).waits(60);
    assertEquals(List.of(), hub.all(HubEffect.Cut.class));
  }

  // A late thread: what happens after the time to cut, but before the cut, ends nothing.
  @Test
  void theHubIsNotGivenUpBeforeTheConnectionsWereCut() {
    stopping();
    hub.now = hub.now.plusSeconds(6);
    hub.on(new HubEvent.FirstMessage(A));
    assertEquals(List.of(), hub.all(HubEffect.Finish.class));
  }

  @Test
  void peopleAreToldWhetherConnectionsHadToBeCut() {
    stopping().on(closed(A, Stage.DATA, "closed by us"));
    assertEquals("", hub.causeOf(NoticeType.HUB_STOPPED));
    CoreDriver stuck = CoreDriver.trusting(DEVICE).connects(A).on(new HubEvent.StopRequested());
    stuck.waits(6);
    assertEquals("some connections had to be cut", stuck.causeOf(NoticeType.HUB_STOPPED));
  }

  // The withdrawal is tried once more; if the disk is still full, that was it.
  @Test
  void aDiskThatStaysBrokenDoesNotHoldTheStop() {
    CoreDriver broken = CoreDriver.trusting(DEVICE);
    broken.isDiskBroken = true;
    broken.ask(new Request.Unpair(DEVICE));
    broken.on(new HubEvent.StopRequested());
    assertTrue(broken.has(new HubEffect.Finish(true)));
  }
}
