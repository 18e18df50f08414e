package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.OWN;
import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static dev.shiphub.hub.core.Fixtures.staticPeer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.HubEffect.Decision;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What users decide, what they are answered, and what becomes of it.
 *
 * <p>Proof of promise 10.
 */
final class PairingTest {
  private static final Ski DEVICE = smaller(1);
  private static final Ski OTHER = smaller(2);
  private static final Ski STRANGER = bigger(1);
  private static final Ski NOBODY = bigger(9);
  private static final Connection A = in(1, DEVICE);

  private final CoreDriver hub = CoreDriver.trusting(DEVICE);

  private static Answer refused(Answer.Kind kind, String words) {
    return new Answer.Refused(kind, words);
  }

  private Answer answer(Request request) {
    return hub.answer(hub.forget().ask(request));
  }

  private Request.Pair pair(Ski ski, Optional<Pin> pin) {
    return new Request.Pair(ski, TrustRecord.Origin.USER_INPUT, hub.now, pin);
  }

  private List<HubEffect.Save> saves() {
    return hub.all(HubEffect.Save.class);
  }

  @Nested
  final class ToPair {
    // SHIP 12.3.2.
    @ParameterizedTest
    @EnumSource(TrustRecord.Origin.class)
    void isAnsweredWhenItIsSavedWithTheTrustThatTheUserHasIn(TrustRecord.Origin origin) {
      assertEquals(new Answer.Done("saved"), answer(new Request.Pair(OTHER, origin, hub.now)));
      int trust = hub.device(OTHER).trust().orElseThrow().userTrust();
      assertEquals(origin == TrustRecord.Origin.USER_VERIFY ? 32 : 64, trust);
    }

    @Test
    void whatIsPairedChangesNothing() {
      assertEquals(new Answer.Done("was paired already"), answer(pair(DEVICE, Optional.empty())));
      assertEquals(List.of(), saves());
      assertEquals(List.of(), hub.notices());
    }

    @Test
    void whatIsPairedMayGiveItsPin() {
      assertEquals(
          new Answer.Done("was paired already; its PIN is given when it asks for it"),
          answer(pair(DEVICE, Optional.of(new Pin("55AAAAFF")))));
    }

    // The user starts afresh with a device that had removed us.
    @Test
    void anewForgetsThatTheDeviceRemovedUs() {
      hub.on(new HubEvent.ServiceSeen(service(DEVICE))).connects(A);
      CloseReason orderly = CloseReason.byPeer(4001, "close");
      hub.on(new HubEvent.Closed(A, Stage.DATA, orderly, Trouble.CLOSED, "removed", true));
      hub.ask(new Request.Unpair(DEVICE));
      assertTrue(hub.device(DEVICE).hasRemovedUs());
      hub.forget().pair(DEVICE);
      assertEquals(1, hub.waits(1).all(HubEffect.Dial.class).size());
    }
  }

  @Nested
  final class ToDeny {
    private final Connection knock = in(7, STRANGER);
    private final Connection otherKnock = in(8, bigger(2));

    private void knocks(Connection connection) {
      hub.on(new HubEvent.Opened(connection)).on(new HubEvent.TrustAsked(connection));
    }

    @Test
    void turnsAwayThatDeviceAndNoOther() {
      knocks(knock);
      knocks(otherKnock);
      assertEquals(new Answer.Done("denied"), answer(new Request.Deny(STRANGER)));
      assertEquals(
          List.of(new HubEffect.Tell(knock, Decision.TRUST_DENIED)), hub.all(HubEffect.Tell.class));
      assertEquals(List.of("TrustDenied"), hub.notices());
      assertTrue(hub.device(bigger(2)).isWaiting());
    }

    @Test
    void changesNoRecordWhereNothingWasGranted() {
      knocks(knock);
      answer(new Request.Deny(STRANGER));
      assertEquals(List.of(Fixtures.trust(DEVICE)), saves().getLast().state().trusted());
    }

    @Test
    void whoDoesNotWaitIsRefused() {
      assertEquals(
          refused(Answer.Kind.UNKNOWN, "no device with this SKI waits for a decision"),
          answer(new Request.Deny(NOBODY)));
      assertEquals(List.of(), hub.notices());
    }

    @Test
    void oneThatKnocksAgainAsksTheUserAgain() {
      hub.opensWindow();
      knocks(knock);
      hub.ask(new Request.Deny(STRANGER));
      hub.on(closed(knock, Stage.HELLO, "denied")).forget();
      knocks(in(9, STRANGER));
      assertEquals(List.of("TrustRequested c9"), hub.notices());
    }
  }

  @Nested
  final class ToUnpair {
    @Test
    void whatIsNotPairedIsRefused() {
      assertEquals(
          refused(Answer.Kind.UNKNOWN, "this device is not paired"),
          answer(new Request.Unpair(NOBODY)));
      assertEquals(List.of(), saves());
    }

    @Test
    void thatIsNotSavedWarnsOfTheRestart() {
      hub.isDiskBroken = true;
      assertEquals(
          refused(
              Answer.Kind.NOT_SAVED,
              "withdrawn, but not saved: after a restart it would be trusted again; disk full"),
          answer(new Request.Unpair(DEVICE)));
      assertEquals(
          List.of(new HubEffect.Warn("the records could not be saved: disk full")),
          hub.all(HubEffect.Warn.class));
    }

    @Test
    void isSavedHalfAMinuteLaterIfTheDiskFails() {
      hub.isDiskBroken = true;
      hub.ask(new Request.Unpair(DEVICE));
      hub.isDiskBroken = false;
      hub.forget().waits(29);
      assertEquals(List.of(), saves());
      hub.waits(1);
      assertEquals(List.of(), saves().getFirst().state().trusted());
      assertEquals(List.of("TrustWithdrawn"), hub.notices());
    }

    @Test
    void isSavedAtOnceWhenTheUserAsksForAnything() {
      hub.isDiskBroken = true;
      hub.ask(new Request.Unpair(DEVICE));
      hub.isDiskBroken = false;
      hub.forget().ask(new Request.Look());
      assertEquals(1, saves().size());
    }
  }

  @Test
  void whatIsNotSavedHasChangedNothing() {
    hub.isDiskBroken = true;
    assertEquals(
        refused(Answer.Kind.NOT_SAVED, "not saved, nothing has changed: disk full"),
        answer(pair(OTHER, Optional.empty())));
  }

  @Test
  void disconnectingIsAnsweredAtOnce() {
    hub.connects(A);
    assertEquals(new Answer.Done("disconnected"), answer(new Request.Disconnect(DEVICE)));
    assertEquals(
        refused(Answer.Kind.CONFLICT, "this device is not connected"),
        answer(new Request.Disconnect(DEVICE)));
  }

  @Nested
  final class Names {
    @Test
    void ofStrangersAreNotKept() {
      Connection knock = in(7, STRANGER);
      hub.on(new HubEvent.Opened(knock)).on(new HubEvent.PeerNamed(knock, new ShipId("x")));
      assertEquals(List.of(), saves());
    }

    @Test
    void belongToOneDeviceEach() {
      CoreDriver both = CoreDriver.trusting(DEVICE, OTHER).connects(A).connects(in(2, OTHER));
      both.on(new HubEvent.PeerNamed(A, new ShipId("pump")));
      both.on(new HubEvent.PeerNamed(in(2, OTHER), new ShipId("car")));
      assertEquals(
          List.of("pump", "car"),
          both.all(HubEffect.Save.class).getLast().state().trusted().stream()
              .map(trusted -> trusted.shipId().orElseThrow().value())
              .toList());
      assertEquals(List.of(), both.all(HubEffect.Warn.class));
    }
  }

  @Nested
  final class StaticPeers {
    private static final int MOST = Limits.DEFAULT.pairedDevices();

    @Test
    void thatAreWeAreRefused() {
      assertEquals(
          refused(Answer.Kind.CONFLICT, "this is the hub's own SKI"),
          answer(new Request.AddPeer(staticPeer(OWN))));
    }

    @Test
    void areAsManyAsDevicesMayBePaired() {
      for (int i = 0; i < MOST; i++) {
        assertEquals(new Answer.Done("saved"), answer(new Request.AddPeer(staticPeer(smaller(i)))));
      }
      assertEquals(
          refused(Answer.Kind.LIMIT, "too many static peers; remove one first"),
          answer(new Request.AddPeer(staticPeer(NOBODY))));
      // Another address of one that is there takes no more room.
      assertEquals(new Answer.Done("saved"), answer(new Request.AddPeer(staticPeer(smaller(0)))));
    }

    @Test
    void thatAreRemovedAreDialledNoMore() {
      hub.ask(new Request.AddPeer(staticPeer(DEVICE)));
      assertEquals(new Answer.Done("saved"), answer(new Request.RemovePeer(DEVICE)));
      assertEquals(Optional.empty(), hub.device(DEVICE).fixed());
      assertEquals(List.of(), hub.waits(600).all(HubEffect.Dial.class));
    }

    @Test
    void thatThereAreNotCannotBeRemoved() {
      hub.ask(new Request.AddPeer(staticPeer(OTHER)));
      assertEquals(
          refused(
              Answer.Kind.UNKNOWN,
              "there is no such peer among those added by command; those of the configuration file"
                  + " are removed there"),
          answer(new Request.RemovePeer(DEVICE)));
      assertEquals(List.of(), saves());
    }
  }

  @Nested
  final class AfterARestart {
    private final CoreDriver again =
        CoreDriver.stored(
            new StoredState(List.of(Fixtures.trust(DEVICE)), List.of(staticPeer(DEVICE))));

    @Test
    void pairedDevicesAreShownBeforeTheyAreSeen() {
      CoreDriver restarted = CoreDriver.stored(Fixtures.trust(DEVICE));
      assertTrue(restarted.device(DEVICE).trust().isPresent());
    }

    @Test
    void staticPeersAreDialledWithoutBeingSeen() {
      assertEquals(Optional.of(staticPeer(DEVICE).endpoint()), again.device(DEVICE).fixed());
      assertEquals(
          List.of(new HubEffect.Dial(DEVICE, staticPeer(DEVICE).endpoint())),
          again.waits(1).all(HubEffect.Dial.class));
    }
  }
}
