package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.HubEffect.Decision;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * When a connection is a session, and in which order that is told.
 *
 * <p>Proof of promise 3.
 */
final class DeviceSessionsTest {
  private static final Ski DEVICE = smaller(1);
  private static final Connection A = out(1, DEVICE);

  @Test
  void beginInDataExchange() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).forget().on(new HubEvent.Opened(A));
    assertTrue(hub.has(new HubEffect.StartSession(A, true)));
    assertEquals(List.of(), hub.notices());
    hub.on(new HubEvent.HandshakeCompleted(A));
    assertEquals(List.of("DeviceConnected", "SessionStarted c1"), hub.notices());
    assertTrue(hub.has(new HubEffect.Tell(A, Decision.BIND)));
  }

  // A listener may send at once; and what the device sends must not come before its session.
  @Test
  void areOpenForSendingBeforeTheyAreNewsAndForReceivingAfterwards() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).on(new HubEvent.Opened(A)).forget();
    hub.on(new HubEvent.HandshakeCompleted(A));
    assertEquals(
        List.of("Route", "Notify", "Notify", "Tell"),
        hub.effects.stream().map(effect -> effect.getClass().getSimpleName()).toList());
  }

  @Test
  void thatNeverReachDataExchangeAreOnlyFailedAttempts() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).forget().on(new HubEvent.Opened(A));
    hub.on(closed(A, Stage.INIT, "no first message")).waits(Duration.ofMillis(2_500));
    assertEquals(List.of("AttemptFailed c1"), hub.notices());
  }

  @Test
  void endWithTheDeviceWhenNobodyFollows() {
    CoreDriver hub = CoreDriver.connected(A).on(closed(A, Stage.DATA, "reset")).waits(2);
    assertEquals(List.of("SessionEnded c1", "DeviceDisconnected"), hub.notices());
  }
}
