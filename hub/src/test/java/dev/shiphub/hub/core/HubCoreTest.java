package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.OWN;
import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.HubEffect.Decision;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.discovery.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Proof of promises 1, 2, 3, 4, 5, 6, 7, 10. */
final class HubCoreTest {
  private static final Ski DEVICE = smaller(1);
  private static final Ski OTHER = smaller(2);
  private static final Ski STRANGER = bigger(1);
  private static final Connection A = out(1, DEVICE);
  private static final Connection B = in(2, DEVICE);

  private static List<Ski> dialled(CoreDriver hub) {
    return hub.all(HubEffect.Dial.class).stream().map(HubEffect.Dial::ski).toList();
  }

  private static CoreDriver dialling() {
    return CoreDriver.trusting(DEVICE).on(new HubEvent.ServiceSeen(service(DEVICE))).waits(1);
  }

  private static CoreDriver connected() {
    return dialling().connects(A).forget();
  }

  private static HubEvent.DialFailed dialFailed(Ski ski) {
    return new HubEvent.DialFailed(ski, "192.0.2.1", "connect", "refused", false);
  }

  @Nested
  final class Dials {
    @Test
    void aPairedDeviceIsDialledWhenItIsSeen() {
      CoreDriver hub = CoreDriver.trusting(DEVICE);
      hub.waits(60);
      assertEquals(List.of(), dialled(hub));
      hub.on(new HubEvent.ServiceSeen(service(DEVICE))).waits(1);
      assertEquals(List.of(DEVICE), dialled(hub));
    }

    @Test
    void aStrangerIsNotDialled() {
      CoreDriver hub = CoreDriver.trusting(DEVICE);
      hub.on(new HubEvent.ServiceSeen(service(STRANGER))).waits(600);
      assertEquals(List.of(), dialled(hub));
    }

    // The bigger SKI dials first: that avoids most double connections.
    @Test
    void aDeviceWithABiggerSkiGetsThreeSecondsToDialUs() {
      CoreDriver hub = CoreDriver.trusting(STRANGER);
      hub.on(new HubEvent.ServiceSeen(service(STRANGER))).waits(Duration.ofMillis(2_999));
      assertEquals(List.of(), dialled(hub));
      hub.waits(Duration.ofMillis(2_001));
      assertEquals(List.of(STRANGER), dialled(hub));
    }

    @Test
    void oneDialIsUnderWayAtATime() {
      CoreDriver hub = dialling();
      for (int port = 1; port < 20; port++) {
        hub.on(new HubEvent.ServiceSeen(service(DEVICE, "d", "192.0.2." + port))).waits(20);
      }
      assertEquals(List.of(DEVICE), dialled(hub));
    }

    @Test
    void aFailedDialIsTriedAgain() {
      CoreDriver hub = dialling().on(dialFailed(DEVICE));
      hub.waits(10);
      assertEquals(List.of(DEVICE, DEVICE), dialled(hub));
      hub.on(dialFailed(DEVICE)).waits(9);
      assertEquals(2, dialled(hub).size());
      hub.waits(11);
      assertEquals(3, dialled(hub).size());
    }

    @Test
    void aFailedDialIsANoticeAndARememberedAttempt() {
      CoreDriver hub = dialling().forget().on(dialFailed(DEVICE));
      assertEquals(List.of("AttemptFailed"), hub.notices());
      assertEquals("refused", hub.device(DEVICE).attempts().getFirst().outcome());
    }

    @Test
    void aSecondOutcomeOfOneDialIsABug() {
      CoreDriver hub = dialling().on(dialFailed(DEVICE));
      assertThrows(IllegalStateException.class, () -> hub.on(dialFailed(DEVICE)));
    }

    @Test
    void aPlanIsDroppedWhenTheDeviceConnectsByItself() {
      CoreDriver hub = CoreDriver.trusting(STRANGER);
      hub.on(new HubEvent.ServiceSeen(service(STRANGER))).waits(2);
      hub.connects(in(1, STRANGER)).waits(600);
      assertEquals(List.of(), dialled(hub));
    }

    @Test
    void aPlanIsDroppedWhenTheDeviceIsGone() {
      CoreDriver hub = CoreDriver.trusting(STRANGER);
      hub.on(new HubEvent.ServiceSeen(service(STRANGER)));
      hub.on(new HubEvent.ServiceGone(STRANGER, service(STRANGER).instance())).waits(600);
      assertEquals(List.of(), dialled(hub));
    }

    @Test
    void aLostSessionIsDialledAgainAtOnce() {
      CoreDriver hub = connected().waits(60).on(closed(A, Stage.DATA, "reset")).waits(1);
      assertEquals(List.of(DEVICE), dialled(hub));
    }

    // A1: what is being closed is still a connection for the peer.
    @Test
    void aDeviceIsNotDialledWhileItsLastConnectionIsBeingClosed() {
      CoreDriver hub = connected();
      hub.ask(new Request.Disconnect(DEVICE));
      hub.on(new HubEvent.ServiceSeen(service(DEVICE, "moved", "192.0.2.9"))).waits(600);
      assertEquals(List.of(), dialled(hub));
      hub.on(closed(A, Stage.DATA, "closed by us")).waits(1);
      assertEquals(List.of(DEVICE), dialled(hub));
    }

    @Test
    void sessionsThatWorkedNeverSlowTheNextDialDown() {
      CoreDriver hub = dialling();
      for (int id = 1; id < 8; id++) {
        hub.connects(out(id, DEVICE)).waits(60).forget();
        hub.on(closed(out(id, DEVICE), Stage.DATA, "reset")).waits(1);
        assertEquals(List.of(DEVICE), dialled(hub), "after session " + id);
      }
    }

    @Test
    void aDeviceThatIsBusyIsDialledAgainAfterAMinute() {
      CoreDriver hub = dialling().forget();
      hub.on(new HubEvent.DialFailed(DEVICE, "192.0.2.1", "upgrade", "503", true));
      assertEquals(List.of(), dialled(hub.waits(59)));
      assertEquals(List.of(DEVICE), dialled(hub.waits(1)));
    }

    @Test
    void aDialThatFailsIsFollowedByOneToTheNextAddress() {
      CoreDriver hub = dialling();
      hub.on(new HubEvent.ServiceSeen(service(DEVICE, "second", "192.0.2.2"))).forget();
      hub.on(dialFailed(DEVICE)).waits(10);
      assertEquals("192.0.2.2", hosts(hub).getLast());
    }

    @Test
    void theAddressThatWorkedLastIsDialledFirst() {
      CoreDriver hub = dialling();
      hub.on(new HubEvent.ServiceSeen(service(DEVICE, "second", "192.0.2.2"))).forget();
      hub.on(dialFailed(DEVICE)).waits(10).connects(A).waits(60);
      hub.on(closed(A, Stage.DATA, "reset")).waits(1);
      assertEquals(List.of("192.0.2.2", "192.0.2.2"), hosts(hub));
    }

    private static List<String> hosts(CoreDriver hub) {
      return hub.all(HubEffect.Dial.class).stream()
          .map(dial -> dial.endpoint().hosts().getFirst())
          .toList();
    }

    // D7: it accepts and closes, again and again.
    @Test
    void aDeviceThatDropsEverySessionAtOnceIsDialledMoreSlowly() {
      CoreDriver hub = dialling();
      int dials = 0;
      long id = 100;
      while (hub.now.isBefore(Fixtures.START.plusSeconds(120))) {
        if (dialled(hub).size() > dials) {
          dials++;
          Connection next = out(++id, DEVICE);
          hub.connects(next).on(closed(next, Stage.DATA, "closed by the peer"));
        }
        hub.waits(Duration.ofMillis(100));
      }
      assertTrue(dials >= 8 && dials <= 16, dials + " dials in two minutes");
    }

    // The limit was lowered below the number of paired devices.
    @Test
    void aDeviceForWhichThereIsNoPlaceIsDialledOnceAMinute() {
      CoreDriver hub = new CoreDriver(Limits.DEFAULT.withDevices(1, 1), 1, DEVICE, OTHER);
      hub.connects(B).on(new HubEvent.ServiceSeen(service(OTHER)));
      int dials = 0;
      while (hub.now.isBefore(Fixtures.START.plusSeconds(120))) {
        hub.waits(1);
        if (dialled(hub).size() > dials) {
          dials++;
          Connection refused = out(100 + dials, OTHER);
          hub.on(new HubEvent.Opened(refused)).on(closed(refused, Stage.OPEN, "closed by us"));
        }
      }
      assertEquals(2, dials);
    }

    @Test
    void aDeviceThatRejectsUsIsAskedAgainAfterHalfAMinute() {
      CoreDriver hub = dialling();
      hub.on(new HubEvent.Opened(A)).forget().on(closed(A, Stage.HELLO, "aborted"));
      assertEquals(List.of(), dialled(hub.waits(29)));
      assertEquals(List.of(DEVICE), dialled(hub.waits(1)));
    }

    @Test
    void aRejectedDeviceIsAskedAtOnceWhenItsRecordChanges() {
      CoreDriver hub = dialling();
      hub.on(new HubEvent.Opened(A)).on(closed(A, Stage.HELLO, "aborted")).waits(12).forget();
      hub.on(new HubEvent.ServiceSeen(service(DEVICE, "new name", "192.0.2.9"))).waits(1);
      assertEquals(List.of(DEVICE), dialled(hub));
    }

    @Test
    void aFlappingRecordDoesNotBringDialsForwardMoreThanOnceInTenSeconds() {
      CoreDriver hub = dialling();
      int outcomes = 0;
      for (int flap = 0; flap < 600; flap++) {
        String address = "192.0.2." + (flap % 2 + 1);
        hub.on(new HubEvent.ServiceSeen(service(DEVICE, "d", address)));
        hub.waits(Duration.ofMillis(100));
        if (dialled(hub).size() > outcomes) {
          outcomes++;
          hub.on(dialFailed(DEVICE));
        }
      }
      assertTrue(outcomes <= 9, outcomes + " dials in a minute");
    }

    @Test
    void aDeviceThatRemovedUsIsNotDialledUntilTheUserPairsItAgain() {
      CoreDriver hub = connected();
      hub.on(
          new HubEvent.Closed(A, Stage.DATA, CloseReason.byPeer(4001, "close"), "removed", true));
      hub.waits(3_600);
      assertEquals(List.of(), dialled(hub));
      hub.pair(DEVICE);
      assertEquals(List.of(DEVICE), dialled(hub.waits(1)));
    }

    @Test
    void aDeviceThatRemovedUsIsDialledAgainAfterItCameBackByItself() {
      CoreDriver hub = connected();
      hub.on(
          new HubEvent.Closed(A, Stage.DATA, CloseReason.byPeer(4001, "close"), "removed", true));
      hub.connects(B).waits(60).on(closed(B, Stage.DATA, "reset")).waits(1);
      assertEquals(List.of(DEVICE), dialled(hub));
    }

    // It would refuse us again, until it is paired anew.
    @Test
    void aDeviceThatKnowsUsByAnotherShipIdIsNotDialledAgain() {
      CoreDriver hub = connected();
      CloseReason mismatch = CloseReason.byPeer(CloseReason.SHIP_ID_MISMATCH, "SHIP id mismatch");
      hub.on(new HubEvent.Closed(A, Stage.DATA, mismatch, "SHIP id mismatch", false));
      assertEquals(List.of(), dialled(hub.waits(3_600)));
    }

    @Test
    void theUserWhoPairsADeviceAgainMakesItStartAfresh() {
      CoreDriver hub = dialling();
      for (int id = 11; id < 14; id++) {
        hub.on(new HubEvent.Opened(out(id, DEVICE)));
        hub.on(closed(out(id, DEVICE), Stage.HELLO, "aborted")).waits(120);
      }
      hub.on(new HubEvent.Opened(out(14, DEVICE)));
      hub.on(closed(out(14, DEVICE), Stage.HELLO, "aborted")).pair(DEVICE);
      hub.waits(1).on(new HubEvent.Opened(A)).forget();
      hub.on(closed(A, Stage.HELLO, "aborted"));
      assertEquals(List.of(DEVICE), dialled(hub.waits(30)));
    }

    @Test
    void aStaticPeerIsDialledWithoutMulticast() {
      CoreDriver hub = CoreDriver.trusting(DEVICE);
      long command = hub.ask(new Request.AddPeer(Fixtures.staticPeer(DEVICE)));
      assertInstanceOf(Answer.Done.class, hub.answer(command));
      assertEquals(
          "198.51.100.7",
          hub.waits(1).all(HubEffect.Dial.class).getFirst().endpoint().hosts().getFirst());
    }

    @Test
    void aStaticPeerThatIsRemovedAgainGivesWayToTheOneOfTheConfiguration() {
      Endpoint configured = new Endpoint(List.of("192.0.2.50"), 4_711, "/", Optional.empty());
      CoreDriver hub =
          new CoreDriver(Limits.DEFAULT, 1, List.of(new StaticPeer(DEVICE, configured)), DEVICE);
      hub.ask(new Request.AddPeer(Fixtures.staticPeer(DEVICE)));
      assertEquals(Optional.of(Fixtures.staticPeer(DEVICE).endpoint()), hub.device(DEVICE).fixed());
      hub.ask(new Request.RemovePeer(DEVICE));
      assertEquals(Optional.of(configured), hub.device(DEVICE).fixed());
    }

    // Nor may many, of which the memory holds four, nor one under the device's own name.
    @Test
    void anAddressThatWorkedIsStillTriedWhenFalseRecordsPushItsRecordOut() {
      CoreDriver hub = connected();
      Endpoint good = service(DEVICE).endpoint();
      for (String instance : List.of("a", "b", "c", service(DEVICE).instance())) {
        hub.on(new HubEvent.ServiceSeen(service(DEVICE, instance, "203.0.113.66")));
      }
      hub.on(closed(A, Stage.DATA, "reset")).waits(20);
      for (int dial = 0; dial < 4; dial++) {
        hub.on(dialFailed(DEVICE)).waits(20);
      }
      assertTrue(hub.has(new HubEffect.Dial(DEVICE, good)));
    }

    // SG#83: a spoofed record must not push a working address out.
    @Test
    void aSpoofedRecordCostsATurnAndNotTheDevice() {
      CoreDriver hub = connected();
      hub.on(new HubEvent.ServiceSeen(service(DEVICE, "spoof", "203.0.113.66")));
      hub.on(closed(A, Stage.DATA, "reset")).waits(1);
      assertEquals(
          "192.0.2.1", hub.all(HubEffect.Dial.class).getLast().endpoint().hosts().getFirst());
    }

    @Test
    void aFloodOfSpoofedRecordsDoesNotCostTheDeviceEither() {
      CoreDriver hub = connected();
      for (int spoof = 0; spoof < 3 * Limits.DEFAULT.recordsPerDevice(); spoof++) {
        hub.on(new HubEvent.ServiceSeen(service(DEVICE, "spoof-" + spoof, "203.0.113.66")));
      }
      hub.on(closed(A, Stage.DATA, "reset")).waits(1);
      assertEquals(
          "192.0.2.1", hub.all(HubEffect.Dial.class).getLast().endpoint().hosts().getFirst());
      assertEquals(Limits.DEFAULT.recordsPerDevice(), hub.device(DEVICE).services().size());
    }

    @Test
    void ourOwnSkiInARecordIsAWarningAndNeverDialled() {
      CoreDriver hub = CoreDriver.trusting(DEVICE).on(new HubEvent.ServiceSeen(service(OWN)));
      assertEquals(1, hub.all(HubEffect.Warn.class).size());
      assertEquals(List.of(), dialled(hub.waits(600)));
    }
  }

  @Nested
  final class Sessions {
    @Test
    void beginInDataExchange() {
      CoreDriver hub = dialling().forget().on(new HubEvent.Opened(A));
      assertTrue(hub.has(new HubEffect.StartSession(A, true)));
      assertEquals(List.of(), hub.notices());
      hub.on(new HubEvent.HandshakeCompleted(A));
      assertEquals(List.of("DeviceConnected", "SessionStarted c1"), hub.notices());
      assertTrue(hub.has(new HubEffect.Tell(A, Decision.BIND)));
    }

    // A listener may send at once; and what the device sends must not come before its session.
    @Test
    void areOpenForSendingBeforeTheyAreNewsAndForReceivingAfterwards() {
      CoreDriver hub = dialling().on(new HubEvent.Opened(A)).forget();
      hub.on(new HubEvent.HandshakeCompleted(A));
      assertEquals(
          List.of("Route", "Notify", "Notify", "Tell"),
          hub.effects.stream().map(effect -> effect.getClass().getSimpleName()).toList());
    }

    @Test
    void thatNeverReachDataExchangeAreOnlyFailedAttempts() {
      CoreDriver hub = dialling().forget().on(new HubEvent.Opened(A));
      hub.on(closed(A, Stage.INIT, "no first message")).waits(Duration.ofMillis(2_500));
      assertEquals(List.of("AttemptFailed c1"), hub.notices());
    }

    @Test
    void endWithTheDeviceWhenNobodyFollows() {
      CoreDriver hub = connected().on(closed(A, Stage.DATA, "reset")).waits(2);
      assertEquals(List.of("SessionEnded c1", "DeviceDisconnected"), hub.notices());
    }
  }

  @Nested
  final class DoubleConnections {
    @Test
    void theNewcomerTakesOverAfterItSpokeAndTheSessionIsReplaced() {
      CoreDriver hub = connected().connects(B);
      assertEquals(List.of(), hub.notices());
      hub.waits(Duration.ofMillis(500));
      assertEquals(List.of("SessionReplaced c1", "SessionStarted c2"), hub.notices());
      assertEquals(
          List.of(A),
          hub.all(HubEffect.Close.class).stream().map(HubEffect.Close::connection).toList());
      hub.on(closed(A, Stage.DATA, "closed by us")).waits(10);
      assertEquals(2, hub.notices().size());
    }

    @Test
    void dataStaysOnTheOldOneUntilThen() {
      CoreDriver hub = connected().connects(B);
      assertFalse(hub.has(new HubEffect.Tell(B, Decision.BIND)));
      hub.waits(Duration.ofMillis(500));
      assertTrue(hub.has(new HubEffect.Tell(B, Decision.BIND)));
    }

    // B2: an INIT peer closes the newcomer itself.
    @Test
    void theOneThatThePeerClosesIsTheLoser() {
      CoreDriver hub = connected().on(new HubEvent.Opened(B));
      hub.on(closed(B, Stage.OPEN, "double connection")).waits(10);
      assertEquals(List.of("AttemptFailed c2"), hub.notices());
      assertEquals(List.of(), hub.all(HubEffect.Close.class));
    }

    // B2: a RECENT peer closes the older one.
    @Test
    void theSurvivorReplacesTheOneThatThePeerClosed() {
      CoreDriver hub = connected().connects(B).on(closed(A, Stage.DATA, "closed by the peer"));
      assertEquals(List.of("SessionReplaced c1", "SessionStarted c2"), hub.notices());
    }

    @Test
    void aSurvivorThatIsNotReadyYetGetsTwoSeconds() {
      CoreDriver hub = connected().on(new HubEvent.Opened(B));
      hub.on(closed(A, Stage.DATA, "closed by the peer")).waits(Duration.ofMillis(1_900));
      hub.on(new HubEvent.HandshakeCompleted(B));
      assertEquals(List.of("SessionReplaced c1", "SessionStarted c2"), hub.notices());
    }

    @Test
    void aSurvivorThatDiesTooDisconnectsTheDevice() {
      CoreDriver hub = connected().on(new HubEvent.Opened(B));
      hub.on(closed(A, Stage.DATA, "reset")).on(closed(B, Stage.INIT, "reset"));
      hub.waits(Duration.ofMillis(2_000));
      assertEquals(
          List.of("AttemptFailed c2", "SessionEnded c1", "DeviceDisconnected"), hub.notices());
    }

    @Test
    void aSilentNewcomerLosesAgainstAnOwnerThatAnswers() {
      CoreDriver hub = connected().on(new HubEvent.Opened(B)).waits(3);
      assertTrue(hub.has(new HubEffect.Probe(A, Duration.ofSeconds(2))));
      hub.on(new HubEvent.ProbeResult(A, true));
      assertEquals(B, hub.all(HubEffect.Close.class).getFirst().connection());
      hub.on(closed(B, Stage.OPEN, "closed by us")).waits(60);
      assertEquals(List.of("AttemptFailed c2"), hub.notices());
    }

    @Test
    void aDeadOwnerLosesAgainstASilentNewcomer() {
      CoreDriver hub = connected().on(new HubEvent.Opened(B));
      hub.on(new HubEvent.ProbeResult(A, false)).waits(3);
      assertEquals(A, hub.all(HubEffect.Close.class).getFirst().connection());
      assertEquals(HubSnapshot.Place.OWNER, hub.device(DEVICE).connections().get(1).place());
    }

    @Test
    void anAnswerToAnEarlierProbeDoesNotCountInALaterArbitration() {
      CoreDriver hub = connected().on(new HubEvent.Opened(B)).waits(3);
      hub.on(new HubEvent.ProbeResult(A, true)).on(closed(B, Stage.OPEN, "closed by us"));
      Connection third = in(3, DEVICE);
      hub.forget().waits(60).on(new HubEvent.Opened(third)).waits(3);
      assertTrue(hub.has(new HubEffect.Probe(A, Duration.ofSeconds(2))));
    }

    // B3 and B4: with the smaller SKI we leave the decision to the peer, else both may be closed.
    @Test
    void aDeviceWithABiggerSkiHasThreeSecondsToDecide() {
      Connection older = in(11, STRANGER);
      Connection newer = in(12, STRANGER);
      CoreDriver hub = CoreDriver.trusting(STRANGER).connects(older).connects(newer);
      hub.waits(Duration.ofMillis(2_999));
      assertEquals(List.of(), hub.all(HubEffect.Close.class));
      hub.on(new HubEvent.ProbeResult(older, true)).waits(Duration.ofMillis(1));
      assertEquals(
          List.of(older, newer),
          hub.all(HubEffect.Probe.class).stream().map(HubEffect.Probe::connection).toList());
    }

    // B6: the two newest are kept.
    @Test
    void aThirdConnectionHasTheOlderCandidateClosed() {
      CoreDriver hub = connected().on(new HubEvent.Opened(B));
      hub.on(new HubEvent.Opened(in(3, DEVICE)));
      assertEquals(
          List.of(B),
          hub.all(HubEffect.Close.class).stream().map(HubEffect.Close::connection).toList());
    }

    // A4: the bigger node may be cancelling its own dial at this moment, then both would vanish.
    @Test
    void aDialToADeviceWithABiggerSkiGoesOnWhenThatConnects() {
      CoreDriver hub =
          CoreDriver.trusting(STRANGER).on(new HubEvent.ServiceSeen(service(STRANGER)));
      assertEquals(List.of(STRANGER), dialled(hub.waits(5)));
      hub.on(new HubEvent.Opened(in(11, STRANGER)));
      assertEquals(List.of(), hub.all(HubEffect.CancelDial.class));
    }

    // B2: a loser is nobody's fault as long as another connection is left.
    @Test
    void losersDoNotDelayTheDialAfterTheLastOne() {
      CoreDriver hub = dialling().on(new HubEvent.Opened(A));
      for (int loser = 11; loser < 20; loser++) {
        hub.on(new HubEvent.Opened(in(loser, DEVICE))).on(refusedAsDouble(in(loser, DEVICE)));
      }
      hub.forget().on(refusedAsDouble(A));
      assertEquals(List.of(DEVICE), dialled(hub.waits(3)));
    }

    private static HubEvent.Closed refusedAsDouble(Connection connection) {
      CloseReason reason = CloseReason.byPeer(1000, "double connection");
      return new HubEvent.Closed(connection, Stage.INIT, reason, "double connection", false);
    }

    // B7: both are lost, nobody is to blame.
    @Test
    void whenBothAreLostTheDeviceIsDialledAfterOneToThreeSeconds() {
      CoreDriver hub = connected().on(new HubEvent.Opened(B));
      hub.on(closed(A, Stage.DATA, "reset")).on(refusedAsDouble(B));
      hub.waits(Duration.ofMillis(999));
      assertEquals(List.of(), dialled(hub));
      assertEquals(List.of(DEVICE), dialled(hub.waits(Duration.ofMillis(2_001))));
    }

    @Test
    void aWinnerThatDiesInItsHandshakeIsBothLost() {
      CoreDriver hub = connected().waits(60).on(new HubEvent.Opened(B));
      hub.on(new HubEvent.FirstMessage(B)).waits(Duration.ofMillis(500));
      hub.on(closed(A, Stage.DATA, "closed by us")).on(closed(B, Stage.HELLO, "reset"));
      hub.waits(Duration.ofMillis(999));
      assertEquals(List.of(), dialled(hub));
      assertEquals(List.of(DEVICE), dialled(hub.waits(Duration.ofMillis(2_001))));
    }
  }

  @Nested
  final class Strangers {
    private final Connection knock = in(7, STRANGER);
    private final CoreDriver hub = CoreDriver.trusting();

    private CoreDriver knocks() {
      return hub.on(new HubEvent.Opened(knock)).on(new HubEvent.TrustAsked(knock));
    }

    @Test
    void waitForTheUser() {
      knocks();
      assertTrue(hub.has(new HubEffect.StartSession(knock, false)));
      assertEquals("TrustRequested c7", hub.notices().getLast());
      assertTrue(hub.device(STRANGER).isWaiting());
    }

    @Test
    void goOnWhenTheUserPairsThem() {
      knocks().pair(STRANGER);
      assertTrue(hub.has(new HubEffect.Tell(knock, Decision.TRUST_GRANTED)));
      assertEquals("TrustGranted", hub.notices().getLast());
      hub.on(new HubEvent.HandshakeCompleted(knock));
      assertEquals("SessionStarted c7", hub.notices().getLast());
    }

    // The question and the answer crossed: the session asked before it read that it is trusted.
    @Test
    void doNotWaitWhenTheUserHasPairedThemBeforeTheyAsked() {
      hub.on(new HubEvent.Opened(knock)).pair(STRANGER);
      hub.on(new HubEvent.TrustAsked(knock));
      assertEquals("TrustGranted", hub.notices().getLast());
      assertFalse(hub.device(STRANGER).isWaiting());
      assertFalse(hub.waits(601).has(new HubEffect.Tell(knock, Decision.TRUST_DENIED)));
    }

    // Else eight devices that were just paired would keep every other one from asking.
    @Test
    void leaveTheirPlaceToTheNextWhenTheyArePaired() {
      for (int i = 0; i < Limits.DEFAULT.strangers(); i++) {
        hub.on(new HubEvent.Opened(in(100 + i, bigger(100 + i))));
      }
      hub.pair(bigger(100));
      hub.forget().on(new HubEvent.Opened(knock));
      assertTrue(hub.has(new HubEffect.StartSession(knock, false)));
    }

    @Test
    void areTurnedAwayWhenTheUserDeniesThem() {
      knocks().ask(new Request.Deny(STRANGER));
      assertTrue(hub.has(new HubEffect.Tell(knock, Decision.TRUST_DENIED)));
      assertFalse(hub.device(STRANGER).isWaiting());
    }

    // SG fault 9: a peer that the user has just refused became trusted again.
    @Test
    void thatAreDeniedWhileTheirGrantIsBeingSavedAreNotTrustedAfterwards() {
      knocks().isDiskSlow = true;
      hub.pair(STRANGER);
      hub.ask(new Request.Deny(STRANGER));
      hub.isDiskSlow = false;
      hub.on(new HubEvent.Saved(1));
      assertTrue(hub.device(STRANGER).trust().isEmpty());
      assertFalse(hub.has(new HubEffect.Tell(knock, Decision.TRUST_GRANTED)));
      assertEquals(List.of(), hub.all(HubEffect.Save.class).getLast().state().trusted());
    }

    @Test
    void waitTenMinutesAtMost() {
      knocks().waits(Duration.ofSeconds(599));
      assertEquals(List.of(), hub.all(HubEffect.Tell.class));
      hub.waits(1);
      assertTrue(hub.has(new HubEffect.Tell(knock, Decision.TRUST_DENIED)));
    }

    // They would push what happened to paired devices out of the history.
    @Test
    void areToldOfOnlySoOftenHoweverOftenTheyCome() {
      for (int i = 0; i < 3 * Limits.DEFAULT.strangerNotices(); i++) {
        Connection next = in(1_000 + i, bigger(i));
        hub.on(new HubEvent.Opened(next)).on(closed(next, Stage.INIT, "gone"));
      }
      long told = hub.notices().stream().filter(it -> it.startsWith("AttemptFailed")).count();
      assertEquals(Limits.DEFAULT.strangerNotices(), told);
    }

    @Test
    void askOnceAndNotWithEveryConnection() {
      knocks().on(closed(knock, Stage.HELLO, "gone"));
      Connection again = in(8, STRANGER);
      hub.on(new HubEvent.Opened(again)).on(new HubEvent.TrustAsked(again));
      assertEquals(1, hub.notices().stream().filter(it -> it.startsWith("TrustRequested")).count());
    }

    @Test
    void aboveTheLimitAreRefused() {
      for (int i = 0; i < Limits.DEFAULT.strangers(); i++) {
        hub.on(new HubEvent.Opened(in(100 + i, bigger(100 + i))));
      }
      hub.forget().on(new HubEvent.Opened(knock));
      assertEquals(CloseReason.POLICY, hub.all(HubEffect.Close.class).getFirst().reason().code());
      assertEquals(List.of(), hub.all(HubEffect.StartSession.class));
    }

    @Test
    void areForgottenWhenThereAreTooMany() {
      for (int i = 0; i < 1_000; i++) {
        hub.on(new HubEvent.ServiceSeen(service(smaller(i))));
      }
      assertEquals(Limits.DEFAULT.knownDevices(), hub.snapshot().devices().size());
    }
  }

  @Nested
  final class Trust {
    @Test
    void isActedOnOnlyWhenItIsSaved() {
      CoreDriver hub = CoreDriver.trusting();
      hub.isDiskBroken = true;
      hub.on(new HubEvent.ServiceSeen(service(DEVICE)));
      long command = hub.ask(new Request.Pair(DEVICE, TrustRecord.Origin.USER_INPUT, hub.now));
      assertEquals(Answer.Kind.NOT_SAVED, ((Answer.Refused) hub.answer(command)).kind());
      hub.waits(600);
      assertEquals(List.of(), dialled(hub));
      assertTrue(hub.device(DEVICE).trust().isEmpty());
    }

    @Test
    void thatIsWithdrawnWhileItIsSavedIsNeverActedOn() {
      CoreDriver hub = CoreDriver.trusting().on(new HubEvent.ServiceSeen(service(DEVICE)));
      hub.isDiskSlow = true;
      hub.pair(DEVICE);
      hub.ask(new Request.Unpair(DEVICE));
      hub.on(new HubEvent.Saved(1)).on(new HubEvent.Saved(2)).waits(600);
      assertFalse(hub.notices().contains("TrustGranted"));
      assertEquals(List.of(), dialled(hub));
    }

    // It counts at once, but the user is told when a restart cannot bring it back.
    @Test
    void thatIsWithdrawnIsAnsweredWhenThatIsSaved() {
      CoreDriver hub = CoreDriver.trusting(DEVICE);
      hub.isDiskSlow = true;
      long command = hub.ask(new Request.Unpair(DEVICE));
      assertFalse(hub.isAnswered(command));
      hub.on(new HubEvent.SaveFailed(1, "disk full"));
      assertEquals(Answer.Kind.NOT_SAVED, ((Answer.Refused) hub.answer(command)).kind());
    }

    @Test
    void thatIsWithdrawnEndsTheSessionAndSaysSo() {
      CoreDriver hub = connected();
      hub.ask(new Request.Unpair(DEVICE));
      assertTrue(hub.all(HubEffect.Close.class).getFirst().isRemoval());
      assertEquals(
          List.of("SessionEnded c1", "DeviceDisconnected", "TrustWithdrawn"), hub.notices());
      hub.on(closed(A, Stage.DATA, "closed by us")).waits(600);
      assertEquals(List.of(), dialled(hub));
    }

    // SG fault 8: the dial timer of an unpaired device went on.
    @Test
    void thatIsWithdrawnCancelsTheDial() {
      CoreDriver hub = dialling();
      hub.ask(new Request.Unpair(DEVICE));
      assertTrue(hub.has(new HubEffect.CancelDial(DEVICE)));
      hub.on(dialFailed(DEVICE)).waits(600);
      assertEquals(List.of(DEVICE), dialled(hub));
    }

    @Test
    void thatIsWithdrawnWhileTheDialOpensClosesWhatOpened() {
      CoreDriver hub = dialling();
      hub.ask(new Request.Unpair(DEVICE));
      hub.forget().on(new HubEvent.Opened(A));
      assertEquals(A, hub.all(HubEffect.Close.class).getFirst().connection());
      assertEquals(List.of(), hub.all(HubEffect.StartSession.class));
    }

    // SG fault 9: a late hello brought withdrawn trust back.
    @Test
    void thatIsWithdrawnDoesNotComeBackByALateHandshake() {
      CoreDriver hub = dialling().on(new HubEvent.Opened(A));
      hub.ask(new Request.Unpair(DEVICE));
      hub.forget().on(new HubEvent.HandshakeCompleted(A));
      assertEquals(List.of(), hub.effects);
    }

    @Test
    void isLimited() {
      CoreDriver hub = new CoreDriver(Limits.DEFAULT.withDevices(1, 1), 1, DEVICE);
      long command = hub.ask(new Request.Pair(OTHER, TrustRecord.Origin.USER_INPUT, hub.now));
      assertEquals(Answer.Kind.LIMIT, ((Answer.Refused) hub.answer(command)).kind());
    }

    @Test
    void inOurselvesIsRefused() {
      CoreDriver hub = CoreDriver.trusting();
      long command = hub.ask(new Request.Pair(OWN, TrustRecord.Origin.USER_INPUT, hub.now));
      assertEquals(Answer.Kind.CONFLICT, ((Answer.Refused) hub.answer(command)).kind());
    }

    @Test
    void keepsTheShipIdAndWarnsWhenItChanges() {
      CoreDriver hub = connected();
      hub.on(new HubEvent.PeerNamed(A, new ShipId("one")));
      assertEquals(List.of(), hub.all(HubEffect.Warn.class));
      hub.on(new HubEvent.PeerNamed(A, new ShipId("one")));
      assertEquals(1, hub.all(HubEffect.Save.class).size());
      hub.on(new HubEvent.PeerNamed(A, new ShipId("two")));
      assertEquals(1, hub.all(HubEffect.Warn.class).size());
      assertEquals("two", hub.device(DEVICE).trust().orElseThrow().shipId().orElseThrow().value());
    }
  }

  @Nested
  final class Disconnecting {
    @Test
    void endsTheSessionAndDialsAgain() {
      CoreDriver hub = connected();
      hub.ask(new Request.Disconnect(DEVICE));
      assertEquals(List.of("SessionEnded c1", "DeviceDisconnected"), hub.notices());
      assertFalse(hub.all(HubEffect.Close.class).getFirst().isRemoval());
      // Not before the old connection is gone.
      assertEquals(List.of(), dialled(hub.waits(60)));
      hub.on(closed(A, Stage.DATA, "closed by us")).waits(1);
      assertEquals(List.of(DEVICE), dialled(hub));
    }

    @Test
    void dialsAtOnceHoweverOftenItFailedBeforeTheSession() {
      CoreDriver hub = dialling().on(new HubEvent.Opened(A));
      hub.on(closed(A, Stage.HELLO, "aborted")).waits(30);
      Connection accepted = out(3, DEVICE);
      hub.connects(accepted).waits(3_600).forget();
      hub.ask(new Request.Disconnect(DEVICE));
      hub.on(closed(accepted, Stage.DATA, "closed by us")).waits(1);
      assertEquals(List.of(DEVICE), dialled(hub));
    }

    @Test
    void isRefusedWithoutAConnection() {
      CoreDriver hub = CoreDriver.trusting(DEVICE);
      long command = hub.ask(new Request.Disconnect(DEVICE));
      assertInstanceOf(Answer.Refused.class, hub.answer(command));
    }
  }

  @Nested
  final class Stopping {
    @Test
    void isDoneAtOnceWhenNothingIsLeft() {
      CoreDriver hub = CoreDriver.trusting(DEVICE).on(new HubEvent.StopRequested());
      assertEquals(List.of("HubStarted", "HubStopping", "HubStopped"), hub.notices());
      assertTrue(hub.has(new HubEffect.Finish(true)));
    }

    @Test
    void endsSessionsAndWaitsForTheirConnections() {
      CoreDriver hub = connected().on(new HubEvent.StopRequested());
      assertEquals(List.of("HubStopping", "SessionEnded c1", "DeviceDisconnected"), hub.notices());
      assertEquals(List.of(), hub.all(HubEffect.Finish.class));
      hub.on(closed(A, Stage.DATA, "closed by us"));
      assertEquals("HubStopped", hub.notices().getLast());
      assertTrue(hub.has(new HubEffect.Finish(true)));
    }

    @Test
    void interruptsTheDialsAndWaitsForTheirOutcomes() {
      CoreDriver hub = dialling().forget().on(new HubEvent.StopRequested());
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
      assertEquals(List.of(), dialled(hub));
    }

    @Test
    void isNoFailureOfTheAttemptsThatItEnds() {
      CoreDriver hub = CoreDriver.trusting(DEVICE).on(new HubEvent.Opened(B));
      hub.on(new HubEvent.ServiceSeen(service(OTHER)));
      hub.pair(OTHER);
      assertEquals(List.of(OTHER), dialled(hub.waits(1)));
      hub.forget().on(new HubEvent.StopRequested());
      hub.on(closed(B, Stage.HELLO, "closed by us")).on(dialFailed(OTHER));
      assertEquals(List.of("HubStopping", "HubStopped"), hub.notices());
    }

    // The bug of the reference: a dial that completes after the snapshot was admitted.
    @Test
    void closesADialThatOpensTooLate() {
      CoreDriver hub = dialling().on(new HubEvent.StopRequested()).forget();
      hub.on(new HubEvent.Opened(A));
      assertEquals(A, hub.all(HubEffect.Close.class).getFirst().connection());
      assertEquals(List.of(), hub.all(HubEffect.StartSession.class));
      hub.on(closed(A, Stage.OPEN, "closed by us"));
      assertTrue(hub.has(new HubEffect.Finish(true)));
    }

    @Test
    void cutsWhatDoesNotEndInTime() {
      CoreDriver hub = connected().on(new HubEvent.StopRequested()).waits(5);
      assertTrue(hub.has(new HubEffect.Cut(A, "cut, it did not end in time")));
      hub.on(closed(A, Stage.DATA, "cut"));
      assertTrue(hub.has(new HubEffect.Finish(false)));
    }

    @Test
    void givesUpWhenCuttingDoesNotHelp() {
      CoreDriver hub = connected().on(new HubEvent.StopRequested());
      hub.waits(Duration.ofMillis(5_499));
      assertEquals(List.of(), hub.all(HubEffect.Finish.class));
      assertTrue(hub.waits(Duration.ofMillis(1)).has(new HubEffect.Finish(false)));
    }

    @Test
    void saysNothingAfterHubStopped() {
      CoreDriver hub = connected().on(new HubEvent.StopRequested());
      hub.on(closed(A, Stage.DATA, "closed by us")).forget();
      hub.on(new HubEvent.ServiceSeen(service(OTHER))).on(new HubEvent.StopRequested());
      hub.on(new HubEvent.ServiceGone(DEVICE, service(DEVICE).instance()));
      assertEquals(List.of(), hub.notices());
    }

    @Test
    void refusesWishes() {
      CoreDriver hub = connected().on(new HubEvent.StopRequested());
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
}
