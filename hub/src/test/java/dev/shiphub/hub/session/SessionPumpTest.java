package dev.shiphub.hub.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.TransportEvents;
import dev.shiphub.ship.wire.ConnectionInit;
import dev.shiphub.ship.wire.Encoded;
import dev.shiphub.ship.wire.ShipData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * What reaches a session by its mailbox. Where nothing waits, the pump runs in the test's thread.
 *
 * <p>Proof of promises 8, 9.
 */
final class SessionPumpTest {
  private static final SessionRules RULES =
      new SessionRules(
          new ShipId("hub"),
          HandshakeTimes.DEFAULT,
          Duration.ofSeconds(50),
          Duration.ofSeconds(10),
          6);
  private static final CloseReason RESET = CloseReason.byNetwork("reset");
  private static final byte[] INIT =
      ((Encoded.Ready) Session.CODEC.encode(ConnectionInit.VALID)).octets();
  private static final ShipData DATA =
      new ShipData(ShipData.SPINE, JsonValue.object().put("datagram", 1).build());

  private final FakeTransport transport = new FakeTransport(Role.CLIENT);
  private final List<SessionReport> reports = new CopyOnWriteArrayList<>();
  private final List<SendOutcome> outcomes = new CopyOnWriteArrayList<>();
  private boolean isBroken;
  private Duration step = Duration.ZERO;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Session session = new Session(transport, RULES, this::report, now);

  private boolean report(SessionReport report) {
    reports.add(report);
    if (isBroken && report instanceof SessionReport.FirstMessage) {
      throw new IllegalStateException("a bug");
    }
    return true;
  }

  private SessionPump pump(int room) {
    return new SessionPump(transport, session, this::tick, room);
  }

  private Instant tick() {
    now = now.plus(step);
    return now;
  }

  private SessionInput.Send send() {
    return new SessionInput.Send(DATA, outcomes::add);
  }

  private void awaitWaiting(Thread thread) {
    await()
        .until(
            () ->
                switch (thread.getState()) {
                  case WAITING, TIMED_WAITING, TERMINATED -> true;
                  default -> false;
                });
  }

  @Test
  void ordersFindRoomWhenTheMailboxIsFull() {
    SessionPump pump = pump(1);
    pump.send(send());
    pump.order(new SessionInput.Start(true));
    assertEquals(List.of(), transport.cuts);
  }

  @Test
  void aSessionThatCannotTakeAnOrderIsCut() {
    SessionPump pump = pump(1);
    for (int i = 0; i < 65; i++) {
      pump.order(new SessionInput.Start(true));
    }
    assertEquals(List.of(), transport.cuts);
    pump.order(new SessionInput.Start(true));
    assertEquals(List.of("overloaded"), transport.cuts);
  }

  @Test
  void dataThatFindsNoRoomHasFailed() {
    SessionPump pump = pump(1);
    pump.send(send());
    assertEquals(List.of(), outcomes);
    pump.send(send());
    assertInstanceOf(SendOutcome.Failed.class, outcomes.getFirst());
  }

  @Test
  void dataThatIsLeftAtTheEndHasFailedAndSoHasDataThatComesLater() {
    SessionPump pump = pump(9);
    transport.whenBegun =
        events -> {
          events.onClosed(RESET);
          pump.send(send());
        };
    pump.run();
    assertEquals(1, outcomes.size());
    pump.send(send());
    assertEquals(2, outcomes.size());
    assertTrue(outcomes.stream().allMatch(SendOutcome.Failed.class::isInstance));
  }

  @Test
  void theReaderWaitsForRoomAndNothingItReadIsLost() throws InterruptedException {
    SessionPump pump = pump(1);
    pump.order(new SessionInput.Start(true));
    transport.whenBegun =
        events ->
            awaitWaiting(
                Thread.ofVirtual()
                    .start(
                        () -> {
                          events.onMessage(INIT);
                          events.onSignOfLife();
                          events.onClosed(RESET);
                        }));
    Thread runner = Thread.ofVirtual().start(pump);
    assertTrue(runner.join(Duration.ofSeconds(10)), "its end was lost");
    assertTrue(reports.contains(new SessionReport.FirstMessage()));
  }

  @Test
  void anAnswerToAPingReachesTheSession() {
    SessionPump pump = pump(9);
    pump.order(new SessionInput.Probe(Duration.ofSeconds(2)));
    transport.whenBegun =
        events -> {
          events.onSignOfLife();
          events.onClosed(RESET);
        };
    pump.run();
    assertTrue(reports.contains(new SessionReport.Probed(true)));
  }

  // A peer that talks all the time must not keep a deadline from being seen.
  @Test
  void aDeadlineIsSeenThoughTheMailboxIsNeverEmpty() {
    SessionPump pump = pump(9);
    pump.order(new SessionInput.Start(true));
    transport.whenBegun =
        events -> {
          step = Duration.ofSeconds(20);
          events.onSignOfLife();
          events.onSignOfLife();
          events.onClosed(RESET);
        };
    pump.run();
    assertEquals(1, transport.closes.size());
  }

  @Test
  void aSessionThatBreaksIsCutAndStillReportsItsEnd() throws InterruptedException {
    isBroken = true;
    SessionPump pump = pump(9);
    pump.order(new SessionInput.Start(true));
    transport.whenBegun = events -> events.onMessage(INIT);
    Thread runner = Thread.ofVirtual().start(pump);
    await().until(() -> !reports.isEmpty());
    awaitWaiting(runner);
    transport.events.ifPresent(events -> events.onClosed(RESET));
    assertTrue(runner.join(Duration.ofSeconds(10)));
    assertEquals(List.of("internal error"), transport.cuts);
    assertInstanceOf(SessionReport.Ended.class, reports.getLast());
  }

  // A session cannot begin twice: that stands for any bug of ours.
  @Test
  void whatWaitsToBeSentInASessionThatBreaksHasFailed() {
    SessionPump pump = pump(9);
    pump.order(new SessionInput.Start(true));
    pump.order(new SessionInput.Start(true));
    pump.send(send());
    pump.order(new SessionInput.Gone(RESET));
    pump.send(send());
    pump.run();
    assertEquals(2, outcomes.size());
    assertTrue(outcomes.stream().allMatch(SendOutcome.Failed.class::isInstance));
  }

  @Test
  void anInterruptCutsTheConnectionAndIsKept() {
    Thread.currentThread().interrupt();
    pump(9).run();
    assertTrue(Thread.interrupted());
    assertEquals(List.of("interrupted"), transport.cuts);
  }

  @Test
  void aReaderThatGoesOnAfterTheEndIsCut() {
    transport.whenBegun = events -> events.onClosed(RESET);
    pump(9).run();
    assertEquals(List.of(), transport.cuts);
    transport.events.ifPresent(TransportEvents::onSignOfLife);
    assertFalse(transport.cuts.isEmpty());
  }
}
