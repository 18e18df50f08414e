package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.dialFailed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * When a device is dialled again, and how soon.
 *
 * <p>Proof of promise 4.
 */
final class DialAgainTest {
  private static final Ski DEVICE = smaller(1);
  private static final Ski OTHER = smaller(2);
  private static final Connection A = out(1, DEVICE);
  private static final Connection B = in(2, DEVICE);

  @Test
  void aFailedDialIsTriedAgain() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).on(dialFailed(DEVICE));
    hub.waits(10);
    assertEquals(List.of(DEVICE, DEVICE), hub.dialled());
    hub.on(dialFailed(DEVICE)).waits(9);
    assertEquals(2, hub.dialled().size());
    hub.waits(11);
    assertEquals(3, hub.dialled().size());
  }

  /**
   * The outcome of a dial counts whoever the device is by then: else its dial is under way for
   * ever.
   *
   * <p>Regression of field lesson A1.
   */
  @Test
  void aDeviceThatNobodyWantedWhenItsDialFailedIsDialledOnceItIsWantedAgain() {
    CoreDriver hub = CoreDriver.dialling(DEVICE);
    hub.ask(new Request.Unpair(DEVICE));
    hub.on(new HubEvent.ServiceGone(DEVICE, service(DEVICE).instance()));
    hub.forget().on(dialFailed(DEVICE)).waits(600).pair(DEVICE);
    hub.on(new HubEvent.ServiceSeen(service(DEVICE))).waits(10);
    assertEquals(List.of(DEVICE), hub.dialled());
  }

  @Test
  void aLostSessionIsDialledAgainAtOnce() {
    CoreDriver hub = CoreDriver.connected(A).waits(60).on(closed(A, Stage.DATA, "reset")).waits(1);
    assertEquals(List.of(DEVICE), hub.dialled());
  }

  @Test
  void sessionsThatWorkedNeverSlowTheNextDialDown() {
    CoreDriver hub = CoreDriver.dialling(DEVICE);
    for (int id = 1; id < 8; id++) {
      hub.connects(out(id, DEVICE)).waits(60).forget();
      hub.on(closed(out(id, DEVICE), Stage.DATA, "reset")).waits(1);
      assertEquals(List.of(DEVICE), hub.dialled(), "after session " + id);
    }
  }

  @Test
  void aDeviceThatIsBusyIsDialledAgainAfterAMinute() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).forget();
    hub.on(new HubEvent.DialFailed(DEVICE, "192.0.2.1", "upgrade", Trouble.NO_PLACE, "503"));
    assertEquals(List.of(), hub.waits(59).dialled());
    assertEquals(List.of(DEVICE), hub.waits(1).dialled());
  }

  // D7: it accepts and closes, again and again.
  @Test
  void aDeviceThatDropsEverySessionAtOnceIsDialledMoreSlowly() {
    CoreDriver hub = CoreDriver.dialling(DEVICE);
    int dials = 0;
    long id = 100;
    while (hub.now.isBefore(Fixtures.START.plusSeconds(120))) {
      if (hub.dialled().size() > dials) {
        dials++;
        Connection next = out(++id, DEVICE);
        hub.connects(next).on(closed(next, Stage.DATA, "closed by the peer"));
      }
      hub.waits(Duration.ofMillis(100));
    }
    assertTrue(dials >= 8 && dials <= 16, dials + " dials in two minutes");
  }

  // The limit was lowered below the number of paired devices.
  @Test
  void aDeviceForWhichThereIsNoPlaceIsDialledOnceAMinute() {
    CoreDriver hub = new CoreDriver(Limits.DEFAULT.withDevices(1, 1, 1), 1, DEVICE, OTHER);
    hub.connects(B).on(new HubEvent.ServiceSeen(service(OTHER)));
    int dials = 0;
    while (hub.now.isBefore(Fixtures.START.plusSeconds(120))) {
      hub.waits(1);
      if (hub.dialled().size() > dials) {
        dials++;
        Connection refused = out(100 + dials, OTHER);
        hub.on(new HubEvent.Opened(refused)).on(closed(refused, Stage.OPEN, "closed by us"));
      }
    }
    assertEquals(2, dials);
  }

  @Test
  void aDeviceThatRejectsUsIsAskedAgainAfterHalfAMinute() {
    CoreDriver hub = CoreDriver.dialling(DEVICE);
    hub.on(new HubEvent.Opened(A)).forget().on(closed(A, Stage.HELLO, "aborted"));
    assertEquals(List.of(), hub.waits(29).dialled());
    assertEquals(List.of(DEVICE), hub.waits(1).dialled());
  }

  @Test
  void aRejectedDeviceIsAskedAtOnceWhenItsRecordChanges() {
    CoreDriver hub = CoreDriver.dialling(DEVICE);
    hub.on(new HubEvent.Opened(A)).on(closed(A, Stage.HELLO, "aborted")).waits(12).forget();
    hub.on(new HubEvent.ServiceSeen(service(DEVICE, "new name", "192.0.2.9"))).waits(1);
    assertEquals(List.of(DEVICE), hub.dialled());
  }

  @Test
  void aFlappingRecordDoesNotBringDialsForwardMoreThanOnceInTenSeconds() {
    CoreDriver hub = CoreDriver.dialling(DEVICE);
    int outcomes = 0;
    for (int flap = 0; flap < 600; flap++) {
      String address = "192.0.2." + (flap % 2 + 1);
      hub.on(new HubEvent.ServiceSeen(service(DEVICE, "d", address)));
      hub.waits(Duration.ofMillis(100));
      if (hub.dialled().size() > outcomes) {
        outcomes++;
        hub.on(dialFailed(DEVICE));
      }
    }
    assertTrue(outcomes <= 9, outcomes + " dials in a minute");
  }

  @Test
  void aDeviceThatRemovedUsIsNotDialledUntilTheUserPairsItAgain() {
    CoreDriver hub = CoreDriver.connected(A);
    hub.on(
        new HubEvent.Closed(
            A, Stage.DATA, CloseReason.byPeer(4001, "close"), Trouble.CLOSED, "removed", true));
    hub.waits(3_600);
    assertEquals(List.of(), hub.dialled());
    hub.pair(DEVICE);
    assertEquals(List.of(DEVICE), hub.waits(1).dialled());
  }

  @Test
  void aDeviceThatRemovedUsIsDialledAgainAfterItCameBackByItself() {
    CoreDriver hub = CoreDriver.connected(A);
    hub.on(
        new HubEvent.Closed(
            A, Stage.DATA, CloseReason.byPeer(4001, "close"), Trouble.CLOSED, "removed", true));
    hub.connects(B).waits(60).on(closed(B, Stage.DATA, "reset")).waits(1);
    assertEquals(List.of(DEVICE), hub.dialled());
  }

  // It would refuse us again, until it is paired anew.
  @Test
  void aDeviceThatKnowsUsByAnotherShipIdIsNotDialledAgain() {
    CoreDriver hub = CoreDriver.connected(A);
    CloseReason mismatch = CloseReason.byPeer(CloseReason.SHIP_ID_MISMATCH, "SHIP id mismatch");
    hub.on(new HubEvent.Closed(A, Stage.DATA, mismatch, Trouble.CLOSED, "SHIP id mismatch", false));
    assertEquals(List.of(), hub.waits(3_600).dialled());
  }

  @Test
  void theUserWhoPairsADeviceAgainMakesItStartAfresh() {
    CoreDriver hub = CoreDriver.dialling(DEVICE);
    for (int id = 11; id < 14; id++) {
      hub.on(new HubEvent.Opened(out(id, DEVICE)));
      hub.on(closed(out(id, DEVICE), Stage.HELLO, "aborted")).waits(120);
    }
    hub.on(new HubEvent.Opened(out(14, DEVICE)));
    hub.on(closed(out(14, DEVICE), Stage.HELLO, "aborted")).pair(DEVICE);
    hub.waits(1).on(new HubEvent.Opened(A)).forget();
    hub.on(closed(A, Stage.HELLO, "aborted"));
    assertEquals(List.of(DEVICE), hub.waits(30).dialled());
  }
}
