package dev.shiphub.ship.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.wire.AccessMethodsRequest;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import dev.shiphub.ship.wire.ProtocolHandshakeError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connection state "hello", rows H0 to H25 of our state table (SHIP 13.4.4.1). */
final class HelloStepsTest {
  private static final ConnectionHello PEER_READY = ConnectionHello.ready(seconds(60));

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Nested
  final class Ready {
    private final Driven driven = Driven.inHello(Role.SERVER, true);

    @Test
    void goesOnWhenThePeerIsReady() {
      driven.hears(PEER_READY);
      assertInstanceOf(Phase.AwaitProposal.class, driven.phase());
    }

    // The timer is increased by the request, so 45 s of 120 gone leave 75 + 120 (SHIP-TS-HELLO-02).
    @Test
    void addsToItsTimerWhenAskedForMoreTime() {
      driven.waits(45).hears(ConnectionHello.prolongation());
      assertEquals(List.of(ConnectionHello.ready(seconds(195))), driven.sent());
      assertFalse(driven.waits(194).isClosed());
      assertTrue(driven.waits(1).isClosed());
    }

    // Many requests at once must not make us wait for days.
    @Test
    void waitsNoLongerThanTenMinutesHoweverOftenItIsAsked() {
      for (int request = 0; request < 100; request++) {
        driven.hears(ConnectionHello.prolongation());
      }
      assertEquals(ConnectionHello.ready(seconds(600)), driven.sent().getLast());
      assertFalse(driven.waits(599).isClosed());
      assertTrue(driven.waits(1).isClosed());
    }

    @Test
    void ignoresAPeerThatOnlyWaits() {
      driven.hears(ConnectionHello.pending(seconds(120)));
      assertEquals(List.of(), driven.outputs);
      assertInstanceOf(Phase.HelloReady.class, driven.phase());
    }

    @Test
    void abortsWhenItsTimerRunsOut() {
      driven.waits(120);
      assertEquals(List.of(ConnectionHello.aborted()), driven.sent());
      assertEquals(4452, driven.closeCode());
    }

    @Test
    void abortsWhenTrustIsDenied() {
      driven.on(new Input.TrustDenied());
      assertEquals(List.of(ConnectionHello.aborted()), driven.sent());
      assertEquals(4452, driven.closeCode());
    }

    @Test
    void givesAPeerThatAbortsTwoSecondsToSayWhy() {
      driven.hears(ConnectionHello.aborted()).waits(Duration.ofMillis(1_999));
      assertFalse(driven.isClosed());
      assertTrue(driven.waits(Duration.ofMillis(1)).isClosed());
      assertEquals(List.of(), driven.sent());
    }

    @Test
    void abortsOnAMessageThatDoesNotBelongHere() {
      driven.hears(new AccessMethodsRequest());
      assertEquals(List.of(ConnectionHello.aborted()), driven.sent());
      assertTrue(driven.isClosed());
    }

    @Test
    void abortsOnAnUnreadableMessage() {
      assertTrue(driven.on(new Input.Unreadable("not JSON")).isClosed());
    }

    @Test
    void confirmsAnAnnouncedClose() {
      driven.hears(
          ConnectionClose.announce(Duration.ofMillis(100), ConnectionClose.Reason.UNSPECIFIC));
      assertEquals(List.of(ConnectionClose.CONFIRM), driven.sent());
    }

    @Test
    void closesWithoutAnExchangeWhenTheHubStops() {
      driven.on(
          new Input.CloseWanted(
              ConnectionClose.Reason.UNSPECIFIC,
              CloseReason.byUs(CloseReason.GOING_AWAY, "stopping")));
      assertEquals(List.of(), driven.sent());
      assertEquals(1001, driven.closeCode());
    }
  }

  @Nested
  final class Pending {
    private final Driven driven = Driven.inHello(Role.SERVER, false);

    @Test
    void asksForADecisionAndSaysHowLongItWaits() {
      Driven fresh = Driven.begun(Role.SERVER, false).hears(ConnectionInit.VALID);
      assertTrue(fresh.outputs.contains(new Output.AskTrust()));
      assertEquals(ConnectionHello.pending(seconds(120)), fresh.sent().getLast());
    }

    @Test
    void becomesReadyWhenTheUserAgreesFirst() {
      driven.on(new Input.TrustGranted());
      assertEquals(List.of(ConnectionHello.ready(seconds(120))), driven.sent());
      assertInstanceOf(Phase.HelloReady.class, driven.phase());
    }

    @Test
    void goesOnWhenTheUserAgreesAfterThePeer() {
      driven.hears(PEER_READY).on(new Input.TrustGranted());
      assertEquals(List.of(ConnectionHello.ready(seconds(120))), driven.sent());
      assertInstanceOf(Phase.AwaitProposal.class, driven.phase());
    }

    @Test
    void abortsWhenTheUserRefuses() {
      driven.hears(PEER_READY).on(new Input.TrustDenied());
      assertEquals(List.of(ConnectionHello.aborted()), driven.sent());
      assertEquals(4452, driven.closeCode());
    }

    @Test
    void abortsWhenNobodyDecides() {
      driven.waits(120);
      assertEquals(List.of(ConnectionHello.aborted()), driven.sent());
    }

    @Test
    void abortsWhenThePeerIsReadyButDoesNotSayHowLong() {
      driven.hears(new ConnectionHello(ConnectionHello.Phase.READY, Optional.empty(), false));
      assertTrue(driven.isClosed());
    }

    // SPR: asked 15 s before the peer's wait ends, if it waits at least 30 s.
    @ParameterizedTest
    @CsvSource({"30,15", "60,45", "120,105", "240,225"})
    void asksForMoreTimeShortlyBeforeThePeerGivesUp(int waiting, int askedAt) {
      driven.hears(ConnectionHello.ready(seconds(waiting)));
      assertEquals(List.of(), driven.waits(seconds(askedAt).minusMillis(1)).sent());
      assertEquals(
          List.of(ConnectionHello.prolongation()), driven.waits(Duration.ofMillis(1)).sent());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 29})
    void doesNotAskAPeerThatWaitsTooShort(int waiting) {
      driven.hears(ConnectionHello.ready(seconds(waiting)));
      assertEquals(List.of(), driven.waits(3_600).sent());
    }

    // With other times than ours, the gap may leave next to nothing of the peer's wait.
    @ParameterizedTest
    @CsvSource({"15999,0", "16000,1"})
    void doesNotAskBeforeAnythingOfTheWaitIsOver(int waitingMillis, int requests) {
      HandshakeTimes usual = HandshakeTimes.DEFAULT;
      HandshakeTimes eager =
          new HandshakeTimes(
              usual.cmi(),
              usual.helloInit(),
              usual.helloIncrease(),
              Duration.ZERO,
              usual.prolongationGap(),
              usual.prolongationLeast(),
              usual.closeAfterAbort(),
              usual.answer(),
              usual.pinState(),
              usual.accessMethods(),
              usual.closeMaxTime());
      Driven waiting = Driven.begun(eager, Role.SERVER, false).hears(ConnectionInit.VALID).forget();
      waiting.hears(ConnectionHello.ready(Duration.ofMillis(waitingMillis))).waits(2);
      assertEquals(requests, waiting.sent().size());
    }

    @Test
    void waitsForTheAnswerAsLongAsThePeerWaited() {
      driven.hears(PEER_READY).waits(45).forget();
      assertFalse(driven.waits(59).isClosed());
      assertTrue(driven.waits(1).isClosed());
      assertEquals(List.of(ConnectionHello.aborted()), driven.sent());
    }

    @Test
    void asksAgainAndAgainWhileThePeerGrantsIt() {
      driven.hears(PEER_READY);
      for (int round = 1; round <= 10; round++) {
        driven.waits(45);
        assertEquals(round, driven.sent().size());
        driven.hears(PEER_READY);
      }
      assertFalse(driven.isClosed());
    }

    @Test
    void grantsMoreTimeToAPeerThatIsPendingToo() {
      driven.waits(100).hears(ConnectionHello.prolongation());
      assertEquals(List.of(ConnectionHello.pending(seconds(140))), driven.sent());
      assertFalse(driven.waits(139).isClosed());
    }

    @Test
    void waitsNoLongerThanTenMinutesForTwoUsersAtOnce() {
      for (int request = 0; request < 100; request++) {
        driven.hears(ConnectionHello.prolongation());
      }
      assertEquals(ConnectionHello.pending(seconds(600)), driven.sent().getLast());
    }

    @Test
    void ignoresAPendingThatSaysNothing() {
      driven.hears(new ConnectionHello(ConnectionHello.Phase.PENDING, Optional.empty(), false));
      assertInstanceOf(Phase.HelloPending.class, driven.phase());
    }

    // It may mean one or the other, so its wait is not believed either.
    @Test
    void ignoresAPendingThatWaitsAndAsks() {
      driven.hears(
          new ConnectionHello(ConnectionHello.Phase.PENDING, Optional.of(seconds(60)), true));
      assertEquals(List.of(), driven.sent());
      assertInstanceOf(Output.Remark.class, driven.outputs.getFirst());
      assertEquals(List.of(), driven.waits(119).sent());
    }

    @Test
    void abortsOnAMessageThatDoesNotBelongHere() {
      driven.hears(ProtocolHandshakeError.TIMEOUT);
      assertEquals(List.of(ConnectionHello.aborted()), driven.sent());
    }
  }

  // A peer may answer our last request for more time after we have agreed and moved on.
  @Nested
  final class AnswerThatCrossesOurReady {
    @Test
    void isTakenOnceAsClient() {
      Driven client = askingThenGranted(Role.CLIENT);
      assertInstanceOf(Phase.AwaitChoice.class, client.hears(PEER_READY).phase());
      assertTrue(client.hears(PEER_READY).isClosed());
    }

    @Test
    void isTakenOnceAsServer() {
      Driven server = askingThenGranted(Role.SERVER);
      assertInstanceOf(Phase.AwaitProposal.class, server.hears(PEER_READY).phase());
      assertTrue(server.hears(PEER_READY).isClosed());
    }

    private static Driven askingThenGranted(Role role) {
      Driven driven = Driven.inHello(role, false).hears(PEER_READY).waits(45);
      return driven.on(new Input.TrustGranted());
    }
  }
}
