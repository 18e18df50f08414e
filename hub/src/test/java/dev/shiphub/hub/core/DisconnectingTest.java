package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The user disconnects a device.
 *
 * <p>Proof of promise 3.
 */
final class DisconnectingTest {
  private static final Ski DEVICE = smaller(1);
  private static final Connection A = out(1, DEVICE);

  @Test
  void endsTheSessionAndDialsAgain() {
    CoreDriver hub = CoreDriver.connected(A);
    hub.ask(new Request.Disconnect(DEVICE));
    assertEquals(List.of("SessionEnded c1", "DeviceDisconnected"), hub.notices());
    assertFalse(hub.all(HubEffect.Close.class).getFirst().isRemoval());
    // Not before the old connection is gone.
    assertEquals(List.of(), hub.waits(60).dialled());
    hub.on(closed(A, Stage.DATA, "closed by us")).waits(1);
    assertEquals(List.of(DEVICE), hub.dialled());
  }

  @Test
  void dialsAtOnceHoweverOftenItFailedBeforeTheSession() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).on(new HubEvent.Opened(A));
    hub.on(closed(A, Stage.HELLO, "aborted")).waits(30);
    Connection accepted = out(3, DEVICE);
    hub.connects(accepted).waits(3_600).forget();
    hub.ask(new Request.Disconnect(DEVICE));
    hub.on(closed(accepted, Stage.DATA, "closed by us")).waits(1);
    assertEquals(List.of(DEVICE), hub.dialled());
  }

  @Test
  void isRefusedWithoutAConnection() {
    CoreDriver hub = CoreDriver.trusting(DEVICE);
    long command = hub.ask(new Request.Disconnect(DEVICE));
    assertInstanceOf(Answer.Refused.class, hub.answer(command));
  }
}
