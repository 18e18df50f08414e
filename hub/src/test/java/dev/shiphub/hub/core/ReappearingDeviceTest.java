package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A device shows itself anew though we are connected with it: it may have restarted (12.5 A6).
 *
 * <p>Proof of promise 6.
 */
final class ReappearingDeviceTest {
  private static final Ski DEVICE = smaller(1);
  private static final Connection A = in(1, DEVICE);

  private static CoreDriver connected() {
    CoreDriver hub = CoreDriver.trusting(DEVICE).on(new HubEvent.ServiceSeen(service(DEVICE)));
    return hub.connects(A).waits(60).forget();
  }

  private static CoreDriver reappeared() {
    CoreDriver hub = connected();
    hub.on(new HubEvent.ServiceGone(DEVICE, service(DEVICE).instance()));
    return hub.on(new HubEvent.ServiceSeen(service(DEVICE)));
  }

  private static List<Connection> asked(CoreDriver hub) {
    return hub.all(HubEffect.Probe.class).stream().map(HubEffect.Probe::connection).toList();
  }

  private static List<Connection> cut(CoreDriver hub) {
    return hub.all(HubEffect.Cut.class).stream().map(HubEffect.Cut::connection).toList();
  }

  @Test
  void isAskedWhetherItsConnectionLives() {
    assertEquals(List.of(A), asked(reappeared()));
  }

  @Test
  void isNotAskedForARecordThatWeHaveAlready() {
    assertEquals(List.of(), asked(connected().on(new HubEvent.ServiceSeen(service(DEVICE)))));
  }

  @Test
  void staysConnectedIfItAnswers() {
    CoreDriver hub = reappeared().on(new HubEvent.ProbeResult(A, true)).waits(600);
    assertEquals(List.of(), cut(hub));
  }

  @Test
  void isCutOffAndDialledIfItDoesNotAnswer() {
    CoreDriver hub = reappeared().on(new HubEvent.ProbeResult(A, false));
    assertEquals(List.of(A), cut(hub));
    hub.on(closed(A, Stage.DATA, "no answer")).waits(Duration.ofSeconds(1));
    assertEquals(1, hub.all(HubEffect.Dial.class).size());
  }

  // It was seen, connected, and then given another address, all within ten seconds.
  @Test
  void isAskedWhenItMovesRightAfterItsSessionBegan() {
    CoreDriver hub = CoreDriver.connected(A);
    hub.waits(1).on(new HubEvent.ServiceSeen(service(DEVICE, "device", "192.0.2.77")));
    assertEquals(List.of(A), asked(hub));
  }

  // Wi-Fi came back with another address, or the machine was asleep.
  @Test
  void everyDeviceIsAskedWhenOurNetworkChanged() {
    assertEquals(List.of(A), asked(connected().on(new HubEvent.NetworkChanged())));
  }

  // Whoever can send false records must not be able to have us ping all day.
  @Test
  void isAskedOnceInTenSeconds() {
    CoreDriver hub = reappeared();
    for (int i = 0; i < 50; i++) {
      hub.on(new HubEvent.ServiceGone(DEVICE, service(DEVICE).instance()));
      hub.on(new HubEvent.ServiceSeen(service(DEVICE))).waits(Duration.ofMillis(100));
      hub.on(new HubEvent.ProbeResult(A, true));
    }
    assertEquals(List.of(A), asked(hub));
  }

  // A device that is busy with a second connection may be slow to answer on the first.
  @Test
  void anArbitrationDecidesByItsOwnPing() {
    CoreDriver hub = reappeared().on(new HubEvent.Opened(in(2, DEVICE)));
    hub.on(new HubEvent.ProbeResult(A, false));
    assertEquals(List.of(), cut(hub));
  }
}
