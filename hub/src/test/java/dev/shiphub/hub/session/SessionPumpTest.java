package dev.shiphub.hub.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.wire.ShipData;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread of a session, played by the test: all its mail is there before it runs. */
@Timeout(60)
final class SessionPumpTest {
  private static final SessionRules RULES =
      new SessionRules(
          new ShipId("hub"),
          HandshakeTimes.DEFAULT,
          Duration.ofSeconds(50),
          Duration.ofSeconds(10),
          3);
  private static final ShipData DATA =
      new ShipData(ShipData.SPINE, JsonValue.object().put("datagram", 1).build());

  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  private final FakeTransport transport = new FakeTransport(Role.CLIENT);
  private final List<SessionReport> reports = new ArrayList<>();
  private final SessionPump pump =
      new SessionPump(
          transport, new Session(transport, RULES, reports::add, clock.instant()), clock, 16);

  // A session cannot begin twice: that stands for any bug of ours.
  @Test
  void aSessionThatBreaksIsCutAndReportsItsEndAndRefusesWhatWasToBeSent() {
    List<SendOutcome> outcomes = new ArrayList<>();
    pump.order(new SessionInput.Start(true));
    pump.order(new SessionInput.Start(true));
    pump.send(new SessionInput.Send(DATA, outcomes::add));
    pump.order(new SessionInput.Gone(CloseReason.byNetwork("reset")));
    pump.send(new SessionInput.Send(DATA, outcomes::add));
    pump.run();
    assertEquals(List.of("internal error"), transport.cuts);
    assertInstanceOf(SessionReport.Ended.class, reports.getLast());
    assertEquals(2, outcomes.size());
    outcomes.forEach(outcome -> assertInstanceOf(SendOutcome.Failed.class, outcome));
  }
}
