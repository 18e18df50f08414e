package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What devices say when they do not want us, and when we try them again. */
final class FarewellTest {
  private static final Ski DEVICE = smaller(1);
  private static final Connection A = out(1, DEVICE);

  private static int dials(CoreDriver hub) {
    return hub.all(HubEffect.Dial.class).size();
  }

  private static HubEvent.Closed closedByPeer(
      Connection connection, Stage reached, int code, String words) {
    CloseReason reason = CloseReason.byPeer(code, words);
    return new HubEvent.Closed(connection, reached, reason, Trouble.CLOSED, words, false);
  }

  // SHIP 5: no cyclic retry while its register is false; so slower and slower, to five minutes.
  @Test
  void aDeviceThatGoesOnRejectingUsIsAskedEverMoreSeldom() {
    CoreDriver hub = CoreDriver.dialling(DEVICE);
    int attempt = 0;
    for (int seconds : new int[] {30, 60, 120, 240, 300, 300}) {
      attempt++;
      Connection rejected = out(attempt, DEVICE);
      hub.on(new HubEvent.Opened(rejected)).forget();
      hub.on(closedByPeer(rejected, Stage.HELLO, 4452, "Node rejected by application."));
      assertEquals(0, dials(hub.waits(seconds - 1)));
      assertEquals(1, dials(hub.waits(1)));
    }
  }

  // Some say so before hello, or after it.
  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"INIT", "PROTOCOL", "PIN"})
  void aDeviceThatRejectsUsByItsCodeIsAskedAgainAfterHalfAMinute(Stage reached) {
    CoreDriver hub = CoreDriver.dialling(DEVICE).on(new HubEvent.Opened(A)).forget();
    hub.on(closedByPeer(A, reached, 4452, "Node rejected by application."));
    assertEquals(0, dials(hub.waits(29)));
    assertEquals(1, dials(hub.waits(1)));
  }

  @Test
  void aRejectedDeviceIsAskedAtOnceWhenTheUserPairsItAgain() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).on(new HubEvent.Opened(A)).forget();
    hub.on(closedByPeer(A, Stage.HELLO, 4452, "Node rejected by application")).pair(DEVICE);
    assertEquals(1, dials(hub.waits(1)));
  }

  // Vaillant; ship-go when its user removes us during the handshake; ship-go.
  @ParameterizedTest
  @CsvSource({"4450, SHIP id mismatch", "4500, User close", "4001, SHIP ID mismatch: i:1"})
  void aDeviceThatKnowsUsNoMoreIsNotDialledUntilTheUserPairsItAgain(int code, String words) {
    CoreDriver hub = CoreDriver.dialling(DEVICE).on(new HubEvent.Opened(A)).forget();
    hub.on(closedByPeer(A, Stage.HELLO, code, words));
    hub.on(new HubEvent.ServiceSeen(service(DEVICE, "news", "192.0.2.9"))).waits(3_600);
    assertEquals(0, dials(hub));
    assertTrue(hub.device(DEVICE).hasRemovedUs());
    hub.pair(DEVICE);
    assertEquals(1, dials(hub.waits(1)));
  }

  // Listening goes on: if it comes by itself, it wants us.
  @Test
  void aDeviceThatComesBackByItselfHasNotRemovedUs() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).on(new HubEvent.Opened(A));
    hub.on(closedByPeer(A, Stage.HELLO, 4450, "SHIP id mismatch"));
    hub.connects(Fixtures.in(2, DEVICE));
    assertFalse(hub.device(DEVICE).hasRemovedUs());
  }

  @Test
  void theSameCodeFromUsIsNoFarewell() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).on(new HubEvent.Opened(A)).forget();
    CloseReason ours = CloseReason.byUs(4450, "SHIP id mismatch");
    hub.on(new HubEvent.Closed(A, Stage.PIN, ours, Trouble.CLOSED, "ours", false));
    assertEquals(1, dials(hub.waits(10)));
  }

  @Test
  void aRemovalThatCrossesOurOwnCloseCounts() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).connects(A);
    hub.ask(new Request.Disconnect(DEVICE));
    CloseReason orderly = CloseReason.byUs(4001, "close");
    hub.forget()
        .on(new HubEvent.Closed(A, Stage.DATA, orderly, Trouble.CLOSED, "removed", true))
        .waits(3_600);
    assertEquals(0, dials(hub));
  }

  @Test
  void aChangedShipIdIsToldOnceAndRememberedWithTheOneBefore() {
    CoreDriver hub =
        CoreDriver.dialling(DEVICE).connects(A).on(new HubEvent.PeerNamed(A, new ShipId("old")));
    hub.forget().on(new HubEvent.PeerNamed(A, new ShipId("new")));
    hub.on(new HubEvent.PeerNamed(A, new ShipId("new")));
    assertEquals(List.of("ShipIdChanged"), hub.notices());
    assertEquals("from old to new", hub.all(HubEffect.Notify.class).getFirst().notice().cause());
    TrustRecord trust = hub.device(DEVICE).trust().orElseThrow();
    assertEquals(Optional.of(new ShipId("new")), trust.shipId());
    assertEquals(Optional.of(new ShipId("old")), trust.formerId());
  }

  // The disk may be slow, and the device may tell it on several connections.
  @Test
  void aChangeThatIsBeingSavedIsNotToldAgain() {
    CoreDriver hub =
        CoreDriver.dialling(DEVICE).connects(A).on(new HubEvent.PeerNamed(A, new ShipId("old")));
    hub.isDiskSlow = true;
    hub.forget().on(new HubEvent.PeerNamed(A, new ShipId("new")));
    hub.on(new HubEvent.PeerNamed(A, new ShipId("new")));
    assertEquals(List.of("ShipIdChanged"), hub.notices());
  }

  // Trusted by its key: the session goes on.
  @Test
  void aChangedShipIdDoesNotEndTheSession() {
    CoreDriver hub =
        CoreDriver.dialling(DEVICE).connects(A).on(new HubEvent.PeerNamed(A, new ShipId("old")));
    hub.on(new HubEvent.PeerNamed(A, new ShipId("new"))).waits(60);
    assertTrue(hub.device(DEVICE).session().isPresent());
  }

  @Test
  void theFirstNameOfADeviceIsNoChange() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).connects(A).forget();
    hub.on(new HubEvent.PeerNamed(A, new ShipId("old")));
    assertEquals(List.of(), hub.notices());
  }
}
