package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * A connection that has outlived its time is replaced by another one: make before break.
 *
 * <p>Proof of promises 4, 7 and 8.
 */
final class RenewedConnectionTest {
  private static final Ski DEVICE = smaller(1);
  private static final Connection OLD = in(1, DEVICE);
  private static final Connection NEW = out(2, DEVICE);

  private static CoreDriver connected(Ski device, Connection connection) {
    CoreDriver hub = CoreDriver.trusting(device);
    return hub.connects(connection)
        .on(new HubEvent.ServiceSeen(service(device)))
        .waits(60)
        .forget();
  }

  private static CoreDriver outlived() {
    return connected(DEVICE, OLD).on(new HubEvent.RenewalDue(OLD)).waits(5);
  }

  /** The newer one is open, and the older one has answered its ping. */
  private static CoreDriver doubled() {
    return outlived().on(new HubEvent.Opened(NEW)).on(new HubEvent.ProbeResult(OLD, true));
  }

  private static long dials(CoreDriver hub) {
    return hub.all(HubEffect.Dial.class).size();
  }

  private static List<Connection> closes(CoreDriver hub) {
    return hub.all(HubEffect.Close.class).stream().map(HubEffect.Close::connection).toList();
  }

  @Nested
  final class TheDial {
    @Test
    void isMadeOnceWhileTheOlderGoesOn() {
      CoreDriver hub = outlived();
      assertEquals(1, dials(hub));
      assertEquals(List.of(), closes(hub));
      assertEquals(List.of(), hub.notices());
    }

    @Test
    void waitsUntilSomebodyKnowsWhereTheDeviceIs() {
      CoreDriver hub = CoreDriver.trusting(DEVICE).connects(OLD).waits(60).forget();
      assertEquals(0, dials(hub.on(new HubEvent.RenewalDue(OLD)).waits(60)));
      assertEquals(1, dials(hub.on(new HubEvent.ServiceSeen(service(DEVICE))).waits(5)));
    }

    @Test
    void isNotRepeatedBeforeTheNextRequestThoughItFailed() {
      CoreDriver hub = outlived();
      hub.on(
              new HubEvent.DialFailed(
                  DEVICE, "192.0.2.1", "tcp", Trouble.CONNECTION_REFUSED, "refused"))
          .waits(3_600);
      assertEquals(1, dials(hub));
      assertEquals(2, dials(hub.on(new HubEvent.RenewalDue(OLD)).waits(5)));
    }

    // With two addresses a failed renewal must not send the next dial to the worse one.
    @Test
    void thatFailedDoesNotCountAgainstADeviceThatIsConnected() {
      CoreDriver hub = outlived();
      hub.on(new HubEvent.DialFailed(DEVICE, "192.0.2.1", "tcp", Trouble.NO_PLACE, "no place"));
      hub.ask(new Request.Disconnect(DEVICE));
      hub.on(closed(OLD, Stage.DATA, "closed by us"));
      assertEquals(2, dials(hub.waits(5)));
    }

    @Test
    void isNotRepeatedThoughTheDeviceRefusesASecondConnection() {
      CoreDriver hub = doubled();
      hub.on(closed(NEW, Stage.OPEN, "1000 double connection")).waits(3_600);
      assertEquals(1, dials(hub));
      assertEquals(List.of("AttemptFailed c2"), hub.notices());
    }

    @Test
    void isNotMadeForAConnectionThatIsNotTheSession() {
      CoreDriver hub = connected(DEVICE, OLD).on(new HubEvent.RenewalDue(NEW)).waits(60);
      assertEquals(0, dials(hub));
    }

    @Test
    void isNotMadeForADeviceThatIsUnpairedOrByAHubThatStops() {
      CoreDriver unpaired = connected(DEVICE, OLD);
      unpaired.ask(new Request.Unpair(DEVICE));
      assertEquals(0, dials(unpaired.on(new HubEvent.RenewalDue(OLD)).waits(60)));
      CoreDriver stopping = connected(DEVICE, OLD).on(new HubEvent.StopRequested());
      assertEquals(0, dials(stopping.on(new HubEvent.RenewalDue(OLD)).waits(1)));
    }

    @Test
    void isForgottenWithTheConnectionItWasFor() {
      CoreDriver hub = CoreDriver.trusting(DEVICE).connects(OLD).waits(60);
      hub.on(new HubEvent.RenewalDue(OLD)).on(closed(OLD, Stage.DATA, "gone"));
      hub.connects(in(3, DEVICE)).on(new HubEvent.ServiceSeen(service(DEVICE)));
      assertEquals(0, dials(hub.waits(3_600)));
    }
  }

  @Nested
  final class TheHandover {
    // A slow device may take longer than the grace of the double-connection rule.
    @Test
    void waitsUntilTheNewerIsInDataExchange() {
      CoreDriver hub = doubled().on(new HubEvent.FirstMessage(NEW)).waits(2);
      assertEquals(List.of(), closes(hub));
      hub.on(new HubEvent.HandshakeCompleted(NEW));
      assertEquals(List.of(OLD), closes(hub));
    }

    @Test
    void isGivenUpIfOurOwnDialGetsNowhere() {
      CoreDriver hub = doubled().on(new HubEvent.FirstMessage(NEW)).waits(3);
      assertEquals(List.of(NEW), closes(hub));
      hub.on(closed(NEW, Stage.HELLO, "closed by us")).waits(3_600);
      assertEquals(1, dials(hub));
    }

    @Test
    void isGivenUpTooIfTheBiggerDeviceDecidesNothing() {
      Ski device = bigger(1);
      Connection older = in(1, device);
      Connection newer = out(2, device);
      CoreDriver hub = connected(device, older).on(new HubEvent.RenewalDue(older)).waits(5);
      hub.on(new HubEvent.Opened(newer)).waits(3).on(new HubEvent.ProbeResult(older, true));
      assertEquals(List.of(newer), closes(hub.on(new HubEvent.ProbeResult(newer, true))));
    }

    // The device wants another one, whatever becomes of it.
    @Test
    void doesNotWaitForEverForAConnectionOfTheDevice() {
      Connection theirs = in(2, DEVICE);
      CoreDriver hub = connected(DEVICE, OLD).on(new HubEvent.Opened(theirs));
      hub.on(new HubEvent.ProbeResult(OLD, true)).on(new HubEvent.FirstMessage(theirs)).waits(3);
      assertEquals(List.of(OLD), closes(hub));
    }

    @Test
    void opensTheWayOutAsSoonAsASlowSuccessorIsReady() {
      Connection theirs = in(2, DEVICE);
      CoreDriver hub = connected(DEVICE, OLD).on(new HubEvent.Opened(theirs));
      hub.on(new HubEvent.ProbeResult(OLD, true)).on(new HubEvent.FirstMessage(theirs)).waits(3);
      hub.on(new HubEvent.HandshakeCompleted(theirs));
      assertTrue(hub.has(new HubEffect.Route(theirs)), hub.effects.toString());
      assertEquals(List.of(), hub.notices());
    }

    // Else nobody would notice the gap.
    @Test
    void isAnEndAndABeginningIfTheApplicationCouldNotTakeTheLastData() {
      CoreDriver hub = handedOver();
      CloseReason tooMuch = CloseReason.byUs(CloseReason.POLICY, "too much data");
      hub.on(new HubEvent.Closed(OLD, Stage.DATA, tooMuch, Trouble.CLOSED, "too slow", false));
      assertEquals(
          List.of("SessionEnded c1", "DeviceDisconnected", "DeviceConnected", "SessionStarted c2"),
          hub.notices());
    }

    // Only a session has data that somebody waits for.
    @Test
    void isNotHeldUpByAThirdConnectionThatTookTheNewerOnesPlace() {
      Connection third = in(3, DEVICE);
      CoreDriver hub = handedOver().on(new HubEvent.Opened(third));
      hub.on(new HubEvent.ProbeResult(NEW, true)).on(new HubEvent.FirstMessage(third));
      hub.on(new HubEvent.HandshakeCompleted(third)).waits(Duration.ofMillis(500));
      assertEquals(List.of(OLD, NEW), closes(hub));
      hub.on(closed(OLD, Stage.DATA, "closed by us"));
      assertEquals(List.of("SessionReplaced c1", "SessionStarted c3"), hub.notices());
    }

    @Test
    void doesNotWaitForOneThatMayBeDead() {
      CoreDriver hub = outlived().on(new HubEvent.Opened(NEW)).on(new HubEvent.FirstMessage(NEW));
      assertEquals(List.of(OLD), closes(hub.waits(Duration.ofMillis(500))));
    }

    @Test
    void opensTheWayOutOnTheNewerBeforeTheOlderIsClosed() {
      CoreDriver hub = handedOver();
      int route = hub.effects.indexOf(new HubEffect.Route(NEW));
      int close = hub.effects.indexOf(hub.all(HubEffect.Close.class).getFirst());
      assertTrue(route >= 0 && route < close, hub.effects.toString());
    }

    @Test
    void letsTheOlderDeliverToItsEndBeforeItIsReplaced() {
      CoreDriver hub = handedOver();
      assertEquals(List.of(), hub.notices());
      assertEquals(List.of(), hub.all(HubEffect.Tell.class));
      hub.on(closed(OLD, Stage.DATA, "closed by us"));
      assertEquals(List.of("SessionReplaced c1", "SessionStarted c2"), hub.notices());
      assertTrue(hub.has(new HubEffect.Tell(NEW, HubEffect.Decision.BIND)));
    }

    @Test
    void doesNotWaitLongForItsEnd() {
      CoreDriver hub = handedOver().waits(Duration.ofMillis(1_500));
      assertEquals(List.of("SessionReplaced c1", "SessionStarted c2"), hub.notices());
      hub.on(closed(OLD, Stage.DATA, "closed by us")).waits(60);
      assertEquals(List.of("SessionReplaced c1", "SessionStarted c2"), hub.notices());
    }

    @Test
    void endsTheSessionIfTheNewerIsLostMeanwhile() {
      CoreDriver hub = handedOver().on(closed(NEW, Stage.DATA, "reset"));
      hub.on(closed(OLD, Stage.DATA, "closed by us")).waits(2);
      assertEquals(List.of("SessionEnded c1", "DeviceDisconnected"), hub.notices());
    }

    @Test
    void deliversNothingMoreOfADeviceThatIsUnpairedMeanwhile() {
      CoreDriver hub = handedOver();
      hub.ask(new Request.Unpair(DEVICE));
      hub.on(closed(OLD, Stage.DATA, "closed by us")).waits(60);
      assertEquals(List.of(), hub.all(HubEffect.Tell.class));
      assertEquals(0, hub.notices().stream().filter(it -> it.startsWith("SessionR")).count());
    }

    @Test
    void isTheBiggerDevicesDecisionAndFollowsItsCloseAtOnce() {
      Ski device = bigger(1);
      Connection older = in(1, device);
      Connection newer = out(2, device);
      CoreDriver hub = connected(device, older).on(new HubEvent.RenewalDue(older)).waits(5);
      hub.connects(newer);
      assertEquals(List.of(), closes(hub));
      hub.on(closed(older, Stage.DATA, "closed by the peer"));
      assertEquals(List.of("SessionReplaced c1", "SessionStarted c2"), hub.notices());
    }

    private CoreDriver handedOver() {
      return doubled()
          .on(new HubEvent.FirstMessage(NEW))
          .on(new HubEvent.HandshakeCompleted(NEW))
          .waits(Duration.ofMillis(500));
    }
  }
}
