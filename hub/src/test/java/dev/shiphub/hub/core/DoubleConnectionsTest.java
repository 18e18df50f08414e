package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.HubEffect.Decision;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two connections of one device: which is kept, and what is told of it.
 *
 * <p>Proof of promises 1, 2, 3, 6, 7.
 */
final class DoubleConnectionsTest {
  private static final Ski DEVICE = smaller(1);
  private static final Ski STRANGER = bigger(1);
  private static final Connection A = out(1, DEVICE);
  private static final Connection B = in(2, DEVICE);

  /** Regression of field lesson A3. */
  @Test
  void theNewcomerTakesOverAfterItSpokeAndTheSessionIsReplaced() {
    CoreDriver hub = CoreDriver.connected(A).connects(B);
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
    CoreDriver hub = CoreDriver.connected(A).connects(B);
    assertFalse(hub.has(new HubEffect.Tell(B, Decision.BIND)));
    hub.waits(Duration.ofMillis(500));
    assertTrue(hub.has(new HubEffect.Tell(B, Decision.BIND)));
  }

  // B2: an INIT peer closes the newcomer itself.
  @Test
  void theOneThatThePeerClosesIsTheLoser() {
    CoreDriver hub = CoreDriver.connected(A).on(new HubEvent.Opened(B));
    hub.on(closed(B, Stage.OPEN, "double connection")).waits(10);
    assertEquals(List.of("AttemptFailed c2"), hub.notices());
    assertEquals(List.of(), hub.all(HubEffect.Close.class));
  }

  // B2: a RECENT peer closes the older one.
  @Test
  void theSurvivorReplacesTheOneThatThePeerClosed() {
    CoreDriver hub =
        CoreDriver.connected(A).connects(B).on(closed(A, Stage.DATA, "closed by the peer"));
    assertEquals(List.of("SessionReplaced c1", "SessionStarted c2"), hub.notices());
  }

  @Test
  void aSurvivorThatIsNotReadyYetGetsTwoSeconds() {
    CoreDriver hub = CoreDriver.connected(A).on(new HubEvent.Opened(B));
    hub.on(closed(A, Stage.DATA, "closed by the peer")).waits(Duration.ofMillis(1_900));
    hub.on(new HubEvent.HandshakeCompleted(B));
    assertEquals(List.of("SessionReplaced c1", "SessionStarted c2"), hub.notices());
  }

  @Test
  void aSurvivorThatDiesTooDisconnectsTheDevice() {
    CoreDriver hub = CoreDriver.connected(A).on(new HubEvent.Opened(B));
    hub.on(closed(A, Stage.DATA, "reset")).on(closed(B, Stage.INIT, "reset"));
    hub.waits(Duration.ofMillis(2_000));
    assertEquals(
        List.of("AttemptFailed c2", "SessionEnded c1", "DeviceDisconnected"), hub.notices());
  }

  @Test
  void aSilentNewcomerLosesAgainstAnOwnerThatAnswers() {
    CoreDriver hub = CoreDriver.connected(A).on(new HubEvent.Opened(B)).waits(3);
    assertTrue(hub.has(new HubEffect.Probe(A, Duration.ofSeconds(2))));
    hub.on(new HubEvent.ProbeResult(A, true));
    assertEquals(B, hub.all(HubEffect.Close.class).getFirst().connection());
    hub.on(closed(B, Stage.OPEN, "closed by us")).waits(60);
    assertEquals(List.of("AttemptFailed c2"), hub.notices());
  }

  @Test
  void aDeadOwnerLosesAgainstASilentNewcomer() {
    CoreDriver hub = CoreDriver.connected(A).on(new HubEvent.Opened(B));
    hub.on(new HubEvent.ProbeResult(A, false)).waits(3);
    assertEquals(A, hub.all(HubEffect.Close.class).getFirst().connection());
    assertEquals(HubSnapshot.Place.OWNER, hub.device(DEVICE).connections().get(1).place());
  }

  @Test
  void anAnswerToAnEarlierProbeDoesNotCountInALaterArbitration() {
    CoreDriver hub = CoreDriver.connected(A).on(new HubEvent.Opened(B)).waits(3);
    hub.on(new HubEvent.ProbeResult(A, true)).on(closed(B, Stage.OPEN, "closed by us"));
    Connection third = in(3, DEVICE);
    hub.forget().waits(60).on(new HubEvent.Opened(third)).waits(3);
    assertTrue(hub.has(new HubEffect.Probe(A, Duration.ofSeconds(2))));
  }

  // ship-go v0.6.0 with the bigger SKI: it dials twice at once, refuses our dial, and keeps its
  // second.
  @Test
  void theSecondDialOfABiggerDeviceSurvivesItsFirstAndOurs() {
    Connection first = in(11, STRANGER);
    Connection second = in(12, STRANGER);
    Connection ours = out(13, STRANGER);
    CoreDriver hub = CoreDriver.dialling(STRANGER).waits(4).connects(first).connects(second);
    hub.forget().on(new HubEvent.Opened(ours));
    assertEquals(
        List.of(ours),
        hub.all(HubEffect.Close.class).stream().map(HubEffect.Close::connection).toList());
    hub.on(closed(ours, Stage.OPEN, "double connection"));
    hub.on(closed(first, Stage.DATA, "double connection")).waits(10);
    assertEquals(
        List.of(second),
        hub.device(STRANGER).connections().stream().map(HubSnapshot.Link::connection).toList());
    assertEquals(List.of(), hub.all(HubEffect.Dial.class));
  }

  // B6 otherwise: the two newest.
  @Test
  void ourDialDisplacesTheOlderCandidateOfASmallerDevice() {
    Connection third = out(3, DEVICE);
    CoreDriver hub =
        CoreDriver.connected(in(1, DEVICE))
            .on(new HubEvent.Opened(B))
            .on(new HubEvent.Opened(third));
    assertEquals(
        List.of(B),
        hub.all(HubEffect.Close.class).stream().map(HubEffect.Close::connection).toList());
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
    CoreDriver hub = CoreDriver.connected(A).on(new HubEvent.Opened(B));
    hub.on(new HubEvent.Opened(in(3, DEVICE)));
    assertEquals(
        List.of(B),
        hub.all(HubEffect.Close.class).stream().map(HubEffect.Close::connection).toList());
  }

  // A4: the bigger node may be cancelling its own dial at this moment, then both would vanish.
  @Test
  void aDialToADeviceWithABiggerSkiGoesOnWhenThatConnects() {
    CoreDriver hub = CoreDriver.trusting(STRANGER).on(new HubEvent.ServiceSeen(service(STRANGER)));
    assertEquals(List.of(STRANGER), hub.waits(5).dialled());
    hub.on(new HubEvent.Opened(in(11, STRANGER)));
    assertEquals(List.of(), hub.all(HubEffect.CancelDial.class));
  }

  // B2: a loser is nobody's fault as long as another connection is left.
  @Test
  void losersDoNotDelayTheDialAfterTheLastOne() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).on(new HubEvent.Opened(A));
    for (int loser = 11; loser < 20; loser++) {
      hub.on(new HubEvent.Opened(in(loser, DEVICE))).on(refusedAsDouble(in(loser, DEVICE)));
    }
    hub.forget().on(refusedAsDouble(A));
    assertEquals(List.of(DEVICE), hub.waits(3).dialled());
  }

  private static HubEvent.Closed refusedAsDouble(Connection connection) {
    CloseReason reason = CloseReason.byPeer(1000, "double connection");
    return new HubEvent.Closed(
        connection, Stage.INIT, reason, Trouble.CLOSED, "double connection", false);
  }

  // B7: both are lost, nobody is to blame.
  @Test
  void whenBothAreLostTheDeviceIsDialledAfterOneToThreeSeconds() {
    CoreDriver hub = CoreDriver.connected(A).on(new HubEvent.Opened(B));
    hub.on(closed(A, Stage.DATA, "reset")).on(refusedAsDouble(B));
    hub.waits(Duration.ofMillis(999));
    assertEquals(List.of(), hub.dialled());
    assertEquals(List.of(DEVICE), hub.waits(Duration.ofMillis(2_001)).dialled());
  }

  @Test
  void aWinnerThatDiesInItsHandshakeIsBothLost() {
    CoreDriver hub = CoreDriver.connected(A).waits(60).on(new HubEvent.Opened(B));
    hub.on(new HubEvent.FirstMessage(B)).waits(Duration.ofMillis(500));
    hub.on(closed(A, Stage.DATA, "closed by us")).on(closed(B, Stage.HELLO, "reset"));
    hub.waits(Duration.ofMillis(999));
    assertEquals(List.of(), hub.dialled());
    assertEquals(List.of(DEVICE), hub.waits(Duration.ofMillis(2_001)).dialled());
  }
}
