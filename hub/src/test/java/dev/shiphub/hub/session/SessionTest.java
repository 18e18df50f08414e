package dev.shiphub.hub.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.wire.AccessMethods;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.ProtocolHandshake;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.ship.wire.ShipMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * One connection from its opening to its end, stepped by hand.
 *
 * <p>Proof of promises 3, 6, 8.
 */
final class SessionTest {
  private static final SessionRules RULES =
      new SessionRules(
          new ShipId("hub"),
          HandshakeTimes.DEFAULT,
          Duration.ofSeconds(50),
          Duration.ofSeconds(10),
          5);
  private static final CloseReason STOPPING = CloseReason.byUs(CloseReason.GOING_AWAY, "stop");

  private final FakeTransport transport = new FakeTransport(Role.CLIENT);
  private final List<SessionReport> reports = new ArrayList<>();
  private boolean takesData = true;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Session session = new Session(transport, RULES, this::report, now);

  private boolean report(SessionReport report) {
    reports.add(report);
    return takesData || !(report instanceof SessionReport.Received);
  }

  private void on(SessionInput input) {
    session.on(input, now);
  }

  private void hears(ShipMessage message) {
    on(new SessionInput.Message(new Decoded.Ok<>(message), 2));
  }

  private void waits(Duration time) {
    Instant until = now.plus(time);
    while (!session.isOver() && !session.deadline().isAfter(until)) {
      now = session.deadline();
      session.onDeadline(now);
      if (!transport.cuts.isEmpty()) {
        return;
      }
    }
    now = until;
  }

  private void reachData() {
    on(new SessionInput.Start(true));
    hears(ConnectionInit.VALID);
    hears(ConnectionHello.ready(Duration.ofSeconds(60)));
    hears(ProtocolHandshake.select(ProtocolHandshake.Version.V1_0));
    hears(PinState.NONE);
  }

  private static ShipData data(int number) {
    JsonObject payload = JsonValue.object().put("datagram", number).build();
    return new ShipData(ShipData.SPINE, payload);
  }

  private List<SendOutcome> sends(ShipData data) {
    List<SendOutcome> outcomes = new ArrayList<>();
    on(new SessionInput.Send(data, outcomes::add));
    return outcomes;
  }

  @Test
  void saysNothingBeforeTheHubAdmitsIt() {
    assertEquals(List.of(), transport.sent);
    on(new SessionInput.Start(true));
    assertEquals(List.of(ConnectionInit.VALID), transport.sent);
  }

  // A device may have waited for its user for an hour before.
  @Test
  void countsTheTimeInAPhaseFromItsBeginning() {
    Instant opened = now;
    on(new SessionInput.Start(true));
    assertEquals(opened, session.figures().phaseSince());
    now = now.plusSeconds(20);
    hears(ConnectionInit.VALID);
    hears(ConnectionHello.ready(Duration.ofSeconds(60)));
    hears(ProtocolHandshake.select(ProtocolHandshake.Version.V1_0));
    hears(PinState.NONE);
    now = now.plusSeconds(5);
    hears(data(1));
    assertEquals("data exchange", session.figures().phase());
    assertEquals(opened.plusSeconds(20), session.figures().phaseSince());
  }

  // A client speaks first, and may do so before the hub has decided about its slot.
  @Test
  void keepsWhatAClientSaysBeforeTheHubAdmitsIt() {
    FakeTransport inbound = new FakeTransport(Role.SERVER);
    Session served = new Session(inbound, RULES, this::report, now);
    served.on(new SessionInput.Message(new Decoded.Ok<>(ConnectionInit.VALID), 2), now);
    assertEquals(List.of(), inbound.sent);
    served.on(new SessionInput.Start(true), now);
    assertEquals(ConnectionInit.VALID, inbound.sent.getFirst());
    assertInstanceOf(ConnectionHello.class, inbound.sent.getLast());
  }

  @Test
  void endsWithAPeerThatDoesNotWaitToBeAdmitted() {
    for (int i = 0; i < 9; i++) {
      hears(ConnectionInit.VALID);
    }
    assertEquals(1, transport.closes.size());
  }

  @Test
  void reportsTheFirstMessageOnce() {
    on(new SessionInput.Start(true));
    hears(ConnectionInit.VALID);
    hears(ConnectionHello.pending(Duration.ofSeconds(60)));
    assertEquals(List.of(new SessionReport.FirstMessage()), reports);
  }

  @Test
  void reportsDataExchangeAndThePeersName() {
    reachData();
    hears(new AccessMethods("device"));
    assertTrue(reports.contains(new SessionReport.Completed()));
    assertTrue(reports.contains(new SessionReport.PeerNamed(new ShipId("device"))));
  }

  // Before, anybody may be the peer, and must not make us hold long messages.
  @Test
  void expectsDataOnlyOnceHelloIsDone() {
    on(new SessionInput.Start(true));
    hears(ConnectionInit.VALID);
    hears(ConnectionHello.ready(Duration.ofSeconds(60)));
    assertFalse(transport.isDataExpected);
    hears(ProtocolHandshake.select(ProtocolHandshake.Version.V1_0));
    assertTrue(transport.isDataExpected);
  }

  @Test
  void asksTheHubAboutAPeerThatIsNotTrusted() {
    on(new SessionInput.Start(false));
    hears(ConnectionInit.VALID);
    assertTrue(reports.contains(new SessionReport.TrustAsked()));
    on(new SessionInput.Trust(true));
    assertInstanceOf(ConnectionHello.class, transport.sent.getLast());
  }

  @Test
  void aRefusedConnectionIsClosedWithItsReason() {
    on(new SessionInput.Close(CloseReason.byUs(CloseReason.POLICY, "too many"), false));
    assertEquals(CloseReason.POLICY, transport.closes.getFirst().code());
  }

  @Test
  void reportsItsEndOnceAndLast() {
    reachData();
    on(new SessionInput.Gone(CloseReason.byNetwork("reset")));
    on(new SessionInput.Gone(CloseReason.byNetwork("reset")));
    hears(data(1));
    SessionReport.Ended ended = assertInstanceOf(SessionReport.Ended.class, reports.getLast());
    assertEquals(Stage.DATA, ended.reached());
    assertEquals(1, reports.stream().filter(SessionReport.Ended.class::isInstance).count());
  }

  @Test
  void saysWhyInItsOwnWordsIfItEndedTheConnectionItself() {
    on(new SessionInput.Start(true));
    waits(Duration.ofSeconds(15));
    on(new SessionInput.Gone(CloseReason.byUs(4001, "no first message in time")));
    SessionReport.Ended ended = assertInstanceOf(SessionReport.Ended.class, reports.getLast());
    assertEquals("no first message in time", ended.why());
    assertEquals(Stage.INIT, ended.reached());
  }

  @Test
  void saysThatThePeerHasRemovedUs() {
    reachData();
    hears(
        ConnectionClose.announce(
            Duration.ofMillis(500), ConnectionClose.Reason.REMOVED_CONNECTION));
    on(new SessionInput.Gone(CloseReason.byPeer(4001, "close")));
    assertTrue(((SessionReport.Ended) reports.getLast()).isRemoval());
  }

  @Nested
  final class Data {
    @Test
    void isHeldBackUntilTheConnectionOwnsTheSlot() {
      reachData();
      hears(data(1));
      hears(data(2));
      assertFalse(reports.stream().anyMatch(SessionReport.Received.class::isInstance));
      on(new SessionInput.Bind());
      assertEquals(
          List.of(new SessionReport.Received(data(1)), new SessionReport.Received(data(2))),
          reports.subList(reports.size() - 2, reports.size()));
    }

    @Test
    void thatCannotBeHeldEndsTheConnection() {
      reachData();
      for (int i = 0; i < 4; i++) {
        hears(data(i));
      }
      assertInstanceOf(ConnectionClose.class, transport.sent.getLast());
    }

    // A device may have one long answer under way while its connection is renewed.
    @Test
    void ofAnyLengthIsHeldOnce() {
      reachData();
      on(new SessionInput.Message(new Decoded.Ok<>(data(1)), 1_000_000));
      assertFalse(transport.sent.getLast() instanceof ConnectionClose);
      hears(data(2));
      assertInstanceOf(ConnectionClose.class, transport.sent.getLast());
    }

    @Test
    void thatNobodyTakesEndsTheConnection() {
      reachData();
      on(new SessionInput.Bind());
      takesData = false;
      hears(data(1));
      assertEquals(CloseReason.POLICY, transport.closes.getFirst().code());
    }

    @Test
    void afterAMessageThatNobodyTookIsNotDelivered() {
      reachData();
      on(new SessionInput.Bind());
      takesData = false;
      hears(data(1));
      takesData = true;
      hears(data(2));
      assertFalse(reports.contains(new SessionReport.Received(data(2))));
    }

    @Test
    void isSentInDataExchangeOnly() {
      assertInstanceOf(SendOutcome.Failed.class, sends(data(1)).getFirst());
      reachData();
      assertEquals(List.of(), sends(data(1)));
      assertEquals(data(1), transport.sent.getLast());
    }

    // SHIP 13.4.7: whoever announces or confirms the end says nothing more.
    @Test
    void isNotSentOnceWeHaveAnnouncedTheEnd() {
      reachData();
      on(new SessionInput.Close(STOPPING, false));
      assertInstanceOf(SendOutcome.Failed.class, sends(data(1)).getFirst());
      assertInstanceOf(ConnectionClose.class, transport.sent.getLast());
    }

    @Test
    void isNotSentOnceThePeerHasAnnouncedTheEnd() {
      reachData();
      hears(ConnectionClose.announce(Duration.ofSeconds(60), ConnectionClose.Reason.UNSPECIFIC));
      assertInstanceOf(SendOutcome.Failed.class, sends(data(1)).getFirst());
      assertEquals(ConnectionClose.CONFIRM, transport.sent.getLast());
    }

    @Test
    void isWrittenWhenTheTransportSaysSo() {
      reachData();
      on(new SessionInput.Bind());
      List<SendOutcome> outcomes = sends(data(1));
      transport.pending.getLast().accept(new SendOutcome.Written());
      assertEquals(List.of(new SendOutcome.Written()), outcomes);
    }

    @Test
    void thatIsTooLongForADeviceIsRefused() {
      reachData();
      on(new SessionInput.Bind());
      JsonObject huge = JsonValue.object().put("datagram", "x".repeat(200_000)).build();
      assertInstanceOf(
          SendOutcome.Failed.class, sends(new ShipData(ShipData.SPINE, huge)).getFirst());
    }

    @Test
    void thatComesAfterTheEndIsRefusedAndNotLost() {
      reachData();
      on(new SessionInput.Gone(CloseReason.byNetwork("reset")));
      assertInstanceOf(SendOutcome.Failed.class, sends(data(1)).getFirst());
    }
  }

  @Nested
  final class Closing {
    @Test
    void inDataExchangeIsAnnounced() {
      reachData();
      on(new SessionInput.Close(STOPPING, false));
      assertEquals(
          ConnectionClose.announce(Duration.ofMillis(500), ConnectionClose.Reason.UNSPECIFIC),
          transport.sent.getLast());
      hears(ConnectionClose.CONFIRM);
      assertEquals(CloseReason.SHIP_CLOSE, transport.closes.getFirst().code());
    }

    @Test
    void ofARemovedDeviceSaysSo() {
      reachData();
      on(new SessionInput.Close(CloseReason.byUs(4452, "trust was withdrawn"), true));
      assertEquals(
          ConnectionClose.announce(
              Duration.ofMillis(500), ConnectionClose.Reason.REMOVED_CONNECTION),
          transport.sent.getLast());
    }

    @Test
    void beforeDataExchangeIsACloseFrame() {
      on(new SessionInput.Start(true));
      on(new SessionInput.Close(STOPPING, false));
      assertEquals(CloseReason.GOING_AWAY, transport.closes.getFirst().code());
    }
  }

  @Nested
  final class Life {
    @Test
    void isAskedForAfterFiftySilentSecondsAndMissedAfterSixty() {
      reachData();
      waits(Duration.ofMillis(49_999));
      assertEquals(0, transport.pings);
      waits(Duration.ofMillis(1));
      assertEquals(1, transport.pings);
      waits(Duration.ofMillis(9_999));
      assertEquals(List.of(), transport.cuts);
      waits(Duration.ofMillis(1));
      assertEquals(List.of("silent for 60 s"), transport.cuts);
    }

    // Or its thread would spin, and keep the reader that tells the end off the processor.
    @Test
    void thatIsMissedLeavesTimeForTheEndToBeTold() {
      reachData();
      waits(Duration.ofSeconds(60));
      assertEquals(1, transport.cuts.size());
      assertTrue(session.deadline().isAfter(now));
    }

    /**
     * Existing hubs cut a busy peer that never answers pings (only a pong moved the deadline).
     *
     * <p>Regression of field lesson A13.
     */
    @Test
    void isAnyFrame() {
      reachData();
      for (int i = 0; i < 20; i++) {
        waits(Duration.ofSeconds(49));
        hears(data(i % 3));
        on(new SessionInput.Bind());
      }
      assertEquals(List.of(), transport.cuts);
    }

    @Test
    void isProbedOnDemand() {
      reachData();
      on(new SessionInput.Probe(Duration.ofSeconds(2)));
      assertEquals(1, transport.pings);
      on(new SessionInput.SignOfLife());
      assertEquals(new SessionReport.Probed(true), reports.getLast());
      waits(Duration.ofSeconds(3));
      assertEquals(new SessionReport.Probed(true), reports.getLast());
    }

    @Test
    void thatDoesNotAnswerAProbeIsReportedInTime() {
      reachData();
      on(new SessionInput.Probe(Duration.ofSeconds(2)));
      waits(Duration.ofMillis(1_999));
      assertFalse(reports.contains(new SessionReport.Probed(false)));
      waits(Duration.ofMillis(1));
      assertEquals(new SessionReport.Probed(false), reports.getLast());
    }
  }
}
