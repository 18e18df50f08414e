package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.dialFailed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * When a device is dialled, and when it is not.
 *
 * <p>Proof of promise 4.
 */
final class DialsTest {
  private static final Ski DEVICE = smaller(1);
  private static final Ski STRANGER = bigger(1);
  private static final Connection A = out(1, DEVICE);

  @Test
  void aPairedDeviceIsDialledWhenItIsSeen() {
    CoreDriver hub = CoreDriver.trusting(DEVICE);
    hub.waits(60);
    assertEquals(List.of(), hub.dialled());
    hub.on(new HubEvent.ServiceSeen(service(DEVICE))).waits(1);
    assertEquals(List.of(DEVICE), hub.dialled());
  }

  @Test
  void aStrangerIsNotDialled() {
    CoreDriver hub = CoreDriver.trusting(DEVICE);
    hub.on(new HubEvent.ServiceSeen(service(STRANGER))).waits(600);
    assertEquals(List.of(), hub.dialled());
  }

  // The bigger SKI dials first: that avoids most double connections.
  @Test
  void aDeviceWithABiggerSkiGetsThreeSecondsToDialUs() {
    CoreDriver hub = CoreDriver.trusting(STRANGER);
    hub.on(new HubEvent.ServiceSeen(service(STRANGER))).waits(Duration.ofMillis(2_999));
    assertEquals(List.of(), hub.dialled());
    hub.waits(Duration.ofMillis(2_001));
    assertEquals(List.of(STRANGER), hub.dialled());
  }

  @Test
  void oneDialIsUnderWayAtATime() {
    CoreDriver hub = CoreDriver.dialling(DEVICE);
    for (int port = 1; port < 20; port++) {
      hub.on(new HubEvent.ServiceSeen(service(DEVICE, "d", "192.0.2." + port))).waits(20);
    }
    assertEquals(List.of(DEVICE), hub.dialled());
  }

  @Test
  void aFailedDialIsANoticeAndARememberedAttempt() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).forget().on(dialFailed(DEVICE));
    assertEquals(List.of("AttemptFailed"), hub.notices());
    assertEquals("refused", hub.device(DEVICE).past().attempts().getFirst().outcome());
  }

  @Test
  void aSecondOutcomeOfOneDialIsABug() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).on(dialFailed(DEVICE));
    assertThrows(IllegalStateException.class, () -> hub.on(dialFailed(DEVICE)));
  }

  @Test
  void aPlanIsDroppedWhenTheDeviceConnectsByItself() {
    CoreDriver hub = CoreDriver.trusting(STRANGER);
    hub.on(new HubEvent.ServiceSeen(service(STRANGER))).waits(2);
    hub.connects(in(1, STRANGER)).waits(600);
    assertEquals(List.of(), hub.dialled());
  }

  @Test
  void aPlanIsDroppedWhenTheDeviceIsGone() {
    CoreDriver hub = CoreDriver.trusting(STRANGER);
    hub.on(new HubEvent.ServiceSeen(service(STRANGER)));
    hub.on(new HubEvent.ServiceGone(STRANGER, service(STRANGER).instance())).waits(600);
    assertEquals(List.of(), hub.dialled());
  }

  // A1: what is being closed is still a connection for the peer.
  @Test
  void aDeviceIsNotDialledWhileItsLastConnectionIsBeingClosed() {
    CoreDriver hub = CoreDriver.connected(A);
    hub.ask(new Request.Disconnect(DEVICE));
    hub.on(new HubEvent.ServiceSeen(service(DEVICE, "moved", "192.0.2.9"))).waits(600);
    assertEquals(List.of(), hub.dialled());
    hub.on(closed(A, Stage.DATA, "closed by us")).waits(1);
    assertEquals(List.of(DEVICE), hub.dialled());
  }
}
