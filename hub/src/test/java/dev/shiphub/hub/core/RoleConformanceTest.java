package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.handshake.Handshake;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.handshake.Input;
import dev.shiphub.ship.handshake.Output;
import dev.shiphub.ship.handshake.Party;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The official cases of two connections at once, in virtual time. What a session does for the core,
 * the handshake does here; that a connection that is being dialled may die in its TLS handshake
 * needs sockets.
 */
final class RoleConformanceTest {
  private static final Duration DIALS_WITHIN = Duration.ofMinutes(5);
  private static final int BOTH_WITHIN = 30;
  private static final int CLOSED_WITHIN = 30;

  // T opens B when it sees A's TCP stream: A may be open for us before or after it.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void TC_SHIP_CONN_001_theBiggerSkiKeepsTheNewestConnectionAndClosesTheOther(boolean isAFirst) {
    Ski tool = smaller(1);
    Connection a = out(1, tool);
    Connection b = in(2, tool);
    CoreDriver hub = dialling(tool);
    hub.on(new HubEvent.Opened(isAFirst ? a : b)).on(new HubEvent.Opened(isAFirst ? b : a));
    // T speaks on B alone, and answers a ping there.
    hub.on(new HubEvent.FirstMessage(b)).waits(4);
    if (hub.all(HubEffect.Probe.class).stream().anyMatch(ping -> ping.connection().equals(b))) {
      hub.on(new HubEvent.ProbeResult(b, true));
    }
    hub.waits(CLOSED_WITHIN - 4);
    assertEquals(
        List.of(a),
        hub.all(HubEffect.Close.class).stream().map(HubEffect.Close::connection).toList());
    assertTrue(hub.has(new HubEffect.StartSession(b, true)));
  }

  @Test
  void TC_SHIP_ROLE_003_isReadyAsServerToOneAndAsClientToAnotherAtOnce() {
    Ski listener = smaller(1);
    Ski dialler = bigger(2);
    Connection b = out(1, listener);
    Connection a = in(2, dialler);
    CoreDriver hub = dialling(listener, dialler);
    hub.on(new HubEvent.Opened(b)).on(new HubEvent.Opened(a)).waits(BOTH_WITHIN);
    assertEquals(List.of(), hub.all(HubEffect.Close.class));
    for (Connection each : List.of(a, b)) {
      HubEffect.StartSession start =
          hub.all(HubEffect.StartSession.class).stream()
              .filter(started -> started.connection().equals(each))
              .findFirst()
              .orElseThrow();
      assertTrue(saysReady(each.role(), start.isTrusted(), hub));
    }
  }

  /** The device trusts all of them, sees the first and dials it. */
  private static CoreDriver dialling(Ski... trusted) {
    CoreDriver hub = CoreDriver.trusting(trusted);
    hub.on(new HubEvent.ServiceSeen(service(trusted[0]))).waits(DIALS_WITHIN);
    assertEquals(
        List.of(trusted[0]),
        hub.all(HubEffect.Dial.class).stream().map(HubEffect.Dial::ski).toList());
    return hub.forget();
  }

  private static boolean saysReady(Role role, boolean isTrusted, CoreDriver hub) {
    Handshake handshake = new Handshake(new Party(role, new ShipId("hub"), HandshakeTimes.DEFAULT));
    List<Output> outputs = new ArrayList<>(handshake.begin(isTrusted, hub.now));
    outputs.addAll(handshake.on(new Input.Received(ConnectionInit.VALID), hub.now));
    return outputs.getLast() instanceof Output.Send(ConnectionHello hello)
        && hello.phase() == ConnectionHello.Phase.READY;
  }
}
