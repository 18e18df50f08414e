package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.OWN;
import static dev.shiphub.hub.core.Fixtures.START;
import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.dialFailed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.HubSnapshot.Place;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Who is let in, which of two stays, and what is made of events that come late.
 *
 * <p>Proof of promises 1, 2, 10.
 */
final class AdmissionTest {
  private static final Ski DEVICE = smaller(1);
  private static final Ski STRANGER = bigger(1);
  private static final Connection A = out(1, DEVICE);
  private static final Connection B = in(2, DEVICE);
  private static final Connection C = in(3, DEVICE);

  private static List<Connection> closes(CoreDriver hub) {
    return hub.all(HubEffect.Close.class).stream().map(HubEffect.Close::connection).toList();
  }

  private static List<Connection> probes(CoreDriver hub) {
    return hub.all(HubEffect.Probe.class).stream().map(HubEffect.Probe::connection).toList();
  }

  @Nested
  final class WhoHasOurOwnSki {
    private final Connection mirror = in(9, OWN);
    private final CoreDriver hub = CoreDriver.trusting(DEVICE).on(new HubEvent.Opened(mirror));

    @Test
    void isClosedAndGetsNoSession() {
      CloseReason reason = CloseReason.byUs(CloseReason.POLICY, "this is our own SKI");
      assertTrue(hub.has(new HubEffect.Close(mirror, reason, false)));
      assertEquals(List.of(), hub.all(HubEffect.StartSession.class));
    }

    @Test
    void isWaitedForWhenTheHubStops() {
      hub.on(new HubEvent.StopRequested());
      assertEquals(List.of(), hub.all(HubEffect.Finish.class));
      hub.on(closed(mirror, Stage.OPEN, "closed by us"));
      assertTrue(hub.has(new HubEffect.Finish(true)));
    }
  }

  @Nested
  final class OfTwo {
    // The peer, ship-go among them, recognises it by these words.
    @Test
    void theLoserIsToldThatItWasTheSecond() {
      CoreDriver hub = CoreDriver.dialling(DEVICE).connects(A).on(new HubEvent.Opened(B)).waits(3);
      hub.on(new HubEvent.ProbeResult(A, true));
      HubEffect.Close close = hub.all(HubEffect.Close.class).getFirst();
      assertTrue(close.reason().isDoubleConnection(), close.toString());
      assertEquals(B, close.connection());
    }

    @Test
    void theNewerTakesOverWithItsFirstMessageByTheLetterOfTheSpecification() {
      CoreDriver hub = CoreDriver.ruledBy(DoubleConnectionRule.SPEC, DEVICE);
      hub.connects(in(4, DEVICE)).on(new HubEvent.Opened(B));
      assertEquals(List.of(), closes(hub));
      hub.on(new HubEvent.FirstMessage(B));
      assertEquals(List.of(in(4, DEVICE)), closes(hub));
    }

    @Test
    void eachIsAskedOnceWhetherItLives() {
      CoreDriver hub = CoreDriver.dialling(DEVICE).connects(A).on(new HubEvent.Opened(B)).waits(60);
      assertEquals(List.of(A), probes(hub));
    }

    // The late end of a third must not leave the two without a decision.
    @Test
    void oneIsChosenThoughAnEarlierLoserEndsMeanwhile() {
      CoreDriver hub = CoreDriver.dialling(DEVICE).connects(A).on(new HubEvent.Opened(B)).forget();
      hub.on(new HubEvent.Opened(C)).on(new HubEvent.ProbeResult(A, true));
      assertEquals(List.of(A), probes(hub));
      assertEquals(List.of(B), closes(hub));
      hub.on(closed(B, Stage.OPEN, "closed by us")).waits(3);
      assertEquals(List.of(B, C), closes(hub));
    }

    // To lose one of two is no fault; that the dials failed before still counts.
    @Test
    void theLoserDoesNotMakeAFailingDeviceLookNew() {
      CoreDriver hub = CoreDriver.dialling(DEVICE).on(dialFailed(DEVICE)).waits(11);
      hub.on(new HubEvent.Opened(A)).on(new HubEvent.Opened(B)).waits(3);
      hub.on(new HubEvent.ProbeResult(A, true)).on(closed(B, Stage.OPEN, "closed by us"));
      hub.on(closed(A, Stage.INIT, "reset"));
      Duration next = Duration.between(hub.now, hub.device(DEVICE).nextDialAt().orElseThrow());
      assertTrue(next.compareTo(Duration.ofSeconds(10)) >= 0, next.toString());
    }

    @Test
    void eachIsShownWithItsPlace() {
      CoreDriver hub = CoreDriver.dialling(DEVICE).connects(A).waits(1).on(new HubEvent.Opened(B));
      assertEquals(
          List.of(
              new HubSnapshot.Link(A, Place.OWNER, START.plusSeconds(1)),
              new HubSnapshot.Link(B, Place.CANDIDATE, START.plusSeconds(2))),
          hub.device(DEVICE).connections());
      hub.ask(new Request.Disconnect(DEVICE));
      assertEquals(
          List.of(Place.CLOSING, Place.CLOSING),
          hub.device(DEVICE).connections().stream().map(HubSnapshot.Link::place).toList());
    }
  }

  @Nested
  final class Late {
    @Test
    void theEndOfTheHandshakeOfAClosedConnectionDoesNotMakeItWhole() {
      CoreDriver hub = CoreDriver.dialling(DEVICE).on(new HubEvent.Opened(A));
      hub.ask(new Request.Disconnect(DEVICE));
      hub.forget().on(new HubEvent.HandshakeCompleted(A));
      hub.on(closed(A, Stage.PIN, "closed by us"));
      assertEquals(List.of("AttemptFailed c1"), hub.notices());
    }

    @Test
    void aQuestionForTrustOfAClosedConnectionIsNotPutToTheUser() {
      Connection knock = in(7, STRANGER);
      CoreDriver hub = CoreDriver.trusting().on(new HubEvent.Opened(knock));
      hub.on(closed(knock, Stage.HELLO, "gone")).forget().on(new HubEvent.TrustAsked(knock));
      assertEquals(List.of(), hub.effects);
    }
  }

  @Nested
  final class Strangers {
    private final Connection knock = in(7, STRANGER);
    private final Connection again = in(8, STRANGER);
    private final CoreDriver hub =
        CoreDriver.trusting().on(new HubEvent.Opened(knock)).on(new HubEvent.TrustAsked(knock));

    @Test
    void thatAreGoneWaitNoMore() {
      assertTrue(hub.device(STRANGER).isWaiting());
      hub.on(closed(knock, Stage.HELLO, "gone"));
      assertFalse(hub.device(STRANGER).isWaiting());
      assertEquals(List.of(), hub.waits(600).all(HubEffect.Tell.class));
    }

    @Test
    void thatAreReplacedByTheirOwnNewerConnectionWaitNoMore() {
      hub.on(new HubEvent.Opened(again)).waits(3).on(new HubEvent.ProbeResult(knock, false));
      assertEquals(List.of(knock), closes(hub));
      assertFalse(hub.device(STRANGER).isWaiting());
    }

    @Test
    void thatAreLetInWaitNoMore() {
      hub.pair(STRANGER);
      assertFalse(hub.device(STRANGER).isWaiting());
    }

    @Test
    void areToldOfAgainWhenTheyKnockAfterTheUserHasLetThemInAndOutAgain() {
      hub.opensWindow();
      hub.pair(STRANGER);
      hub.ask(new Request.Unpair(STRANGER));
      hub.on(closed(knock, Stage.HELLO, "closed by us")).forget();
      hub.on(new HubEvent.Opened(again)).on(new HubEvent.TrustAsked(again));
      assertEquals(List.of("TrustRequested c8"), hub.notices());
    }
  }

  // The bound is for devices that anybody can make up.
  @Test
  void whatHappensToPairedDevicesIsAlwaysTold() {
    CoreDriver hub = CoreDriver.trusting(DEVICE).forget();
    int times = 2 * Limits.DEFAULT.strangerNotices();
    for (int i = 0; i < times; i++) {
      hub.on(new HubEvent.Opened(in(i, DEVICE))).on(closed(in(i, DEVICE), Stage.INIT, "reset"));
    }
    assertEquals(times, hub.notices().size());
  }
}
