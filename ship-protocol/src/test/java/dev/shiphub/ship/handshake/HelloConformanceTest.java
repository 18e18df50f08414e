package dev.shiphub.ship.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import dev.shiphub.ship.wire.ShipMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The official cases of hello, the device trusting as server, in virtual time. */
final class HelloConformanceTest {
  private static final int PROLONGATIONS = 2;

  private final Driven device = Driven.begun(Role.SERVER, true).on(Sheet.CMI_VALID_INIT);

  HelloConformanceTest() {
    assertEquals(ConnectionInit.VALID, device.sent().getFirst());
    assertTrue(isReady(device.sent().getLast()));
    assertEquals(2, device.sent().size());
  }

  @Test
  void TC_SHIP_HELLO_001_readyByBothLeadsToTheProtocolHandshake() {
    entersProtocolHandshake();
  }

  // The sheet has to name two rounds at least.
  @Test
  void TC_SHIP_HELLO_002_everyProlongationRequestIsGrantedAndAddsAMinute() {
    assertFalse(device.waits(45).isClosed());
    for (int round = 0; round < PROLONGATIONS; round++) {
      device.forget().on(Sheet.HELLO_PROLONGATION_REQUEST);
      assertTrue(isReady(device.sent().getLast()));
      assertEquals(1, device.sent().size());
      assertFalse(device.waits(60).isClosed());
    }
    entersProtocolHandshake();
  }

  @Test
  void TC_SHIP_HELLO_003_abortsAndClosesWhenItsTimeToWaitIsOver() {
    Duration waiting = hello(device.sent().getLast()).waiting().orElseThrow();
    assertTrue(waiting.toMillis() >= 58_000 && waiting.toMillis() <= 240_000, waiting.toString());
    device.forget();
    assertFalse(device.waits(waiting.minusSeconds(2)).isClosed());
    device.waits(4);
    assertEquals(List.of(ConnectionHello.aborted()), device.sent());
    assertEquals(1, device.closes().size());
  }

  @Test
  void TC_SHIP_HELLO_004_aPeerThatOnlyWaitsIsIgnored() {
    device.forget().on(Sheet.HELLO_STATE_PENDING);
    assertEquals(List.of(), device.waits(30).outputs);
    entersProtocolHandshake();
  }

  /** A server cannot begin it, so T offers a second after its hello. */
  private void entersProtocolHandshake() {
    device.forget().on(Sheet.HELLO_STATE_READY).waits(1).on(Sheet.PROT_ANNOUNCE_MAX);
    assertEquals(List.of(Driven.CHOICE), device.sent());
  }

  private static ConnectionHello hello(ShipMessage message) {
    return (ConnectionHello) message;
  }

  private static boolean isReady(ShipMessage message) {
    return hello(message).phase() == ConnectionHello.Phase.READY;
  }
}
