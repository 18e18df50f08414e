package dev.shiphub.hub.loop;

import static dev.shiphub.hub.loop.HubFixture.DEVICE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.loop.ScriptedTransport.Manners;
import dev.shiphub.hub.race.Race;
import dev.shiphub.hub.session.SessionInput;
import dev.shiphub.hub.session.SessionRules;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.wire.ShipData;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The sessions that run, and to which of them the data of the application goes.
 *
 * <p>Proof of promise 3.
 */
@Timeout(60)
final class SessionsTest {
  private static final CloseReason REPLACED = CloseReason.byUs(CloseReason.SHIP_CLOSE, "double");

  private final List<HubEvent> events = new CopyOnWriteArrayList<>();
  private final SteadyClock clock = new SteadyClock();
  private final Sessions sessions =
      new Sessions(
          new SessionRules(
              new ShipId("hub"),
              HandshakeTimes.DEFAULT,
              Duration.ofSeconds(50),
              Duration.ofSeconds(10),
              64 * 1_024),
          64,
          clock,
          this::take,
          new Notices(List.of(), 0, 9, clock, clock),
          Watches.NONE);

  private boolean take(HubEvent event) {
    if (event instanceof HubEvent.Opened) {
      Race.seam();
    }
    return events.add(event);
  }

  /**
   * Existing hubs registered a connection after its own end: it stayed for ever.
   *
   * <p>Regression of field lesson A2.
   */
  @Test
  void theEndOfAConnectionNeverOvertakesItsOpening() {
    for (int i = 0; i < 1_000; i++) {
      events.clear();
      sessions.open(new ScriptedTransport(DEVICE, Role.SERVER, Manners.GONE));
      await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> events.size() == 2);
      assertInstanceOf(HubEvent.Opened.class, events.getFirst());
      assertInstanceOf(HubEvent.Closed.class, events.getLast());
    }
  }

  @Nested
  final class Replaced {
    private final ScriptedTransport transport =
        new ScriptedTransport(DEVICE, Role.CLIENT, Manners.POLITE);
    private final Connection old = ready(transport);
    private final Connection successor =
        ready(new ScriptedTransport(DEVICE, Role.CLIENT, Manners.POLITE));

    private Connection ready(ScriptedTransport opened) {
      Connection connection = sessions.adopt(opened);
      sessions.begin(connection);
      sessions.order(connection, new SessionInput.Start(true));
      await().until(() -> events.contains(new HubEvent.HandshakeCompleted(connection)));
      sessions.route(connection);
      sessions.order(connection, new SessionInput.Bind());
      return connection;
    }

    private SendOutcome sent() {
      CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
      ShipData data = new ShipData(ShipData.SPINE, JsonValue.object().put("datagram", 1).build());
      sessions.send(DEVICE, new SessionInput.Send(data, outcome::complete));
      return outcome.join();
    }

    @Test
    void dataGoesToTheSuccessorWhenTheOldOneIsToldToClose() {
      sessions.order(old, new SessionInput.Close(REPLACED, false));
      assertInstanceOf(SendOutcome.Written.class, sent());
    }

    /** Regression of field lesson A3. */
    @Test
    void dataGoesToTheSuccessorWhenTheOldOneHasEnded() {
      transport.breaks();
      await().until(() -> sessions.figures(old.id()).isEmpty());
      await().until(() -> events.getLast() instanceof HubEvent.Closed);
      assertInstanceOf(SendOutcome.Written.class, sent());
    }

    @Test
    void dataHasFailedFromTheMomentWhenTheSuccessorIsToldToClose() {
      sessions.order(successor, new SessionInput.Close(REPLACED, false));
      assertEquals(new SendOutcome.Failed("the device is not connected"), sent());
      assertTrue(sessions.figures(old.id()).isPresent());
    }
  }
}
