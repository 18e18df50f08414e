package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.OWN;
import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.dialFailed;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * When trust begins and ends to count.
 *
 * <p>Proof of promises 4, 10.
 */
final class TrustTest {
  private static final Ski DEVICE = smaller(1);
  private static final Ski OTHER = smaller(2);
  private static final Connection A = out(1, DEVICE);

  @Test
  void isActedOnOnlyWhenItIsSaved() {
    CoreDriver hub = CoreDriver.trusting();
    hub.isDiskBroken = true;
    hub.on(new HubEvent.ServiceSeen(service(DEVICE)));
    long command = hub.ask(new Request.Pair(DEVICE, TrustRecord.Origin.USER_INPUT, hub.now));
    assertEquals(Answer.Kind.NOT_SAVED, ((Answer.Refused) hub.answer(command)).kind());
    hub.waits(600);
    assertEquals(List.of(), hub.dialled());
    assertTrue(hub.device(DEVICE).trust().isEmpty());
  }

  @Test
  void thatIsWithdrawnWhileItIsSavedIsNeverActedOn() {
    CoreDriver hub = CoreDriver.trusting().on(new HubEvent.ServiceSeen(service(DEVICE)));
    hub.isDiskSlow = true;
    hub.pair(DEVICE);
    hub.ask(new Request.Unpair(DEVICE));
    hub.on(new HubEvent.Saved(1)).on(new HubEvent.Saved(2)).waits(600);
    assertFalse(hub.notices().contains("TrustGranted"));
    assertEquals(List.of(), hub.dialled());
  }

  // It counts at once, but the user is told when a restart cannot bring it back.
  @Test
  void thatIsWithdrawnIsAnsweredWhenThatIsSaved() {
    CoreDriver hub = CoreDriver.trusting(DEVICE);
    hub.isDiskSlow = true;
    long command = hub.ask(new Request.Unpair(DEVICE));
    assertFalse(hub.isAnswered(command));
    hub.on(new HubEvent.SaveFailed(1, "disk full"));
    assertEquals(Answer.Kind.NOT_SAVED, ((Answer.Refused) hub.answer(command)).kind());
  }

  @Test
  void thatIsWithdrawnEndsTheSessionAndSaysSo() {
    CoreDriver hub = CoreDriver.connected(A);
    hub.ask(new Request.Unpair(DEVICE));
    assertTrue(hub.all(HubEffect.Close.class).getFirst().isRemoval());
    assertEquals(List.of("SessionEnded c1", "DeviceDisconnected", "TrustWithdrawn"), hub.notices());
    hub.on(closed(A, Stage.DATA, "closed by us")).waits(600);
    assertEquals(List.of(), hub.dialled());
  }

  /**
   * SG fault 8: the dial timer of an unpaired device went on.
   *
   * <p>Regression of field lesson A8.
   */
  @Test
  void thatIsWithdrawnCancelsTheDial() {
    CoreDriver hub = CoreDriver.dialling(DEVICE);
    hub.ask(new Request.Unpair(DEVICE));
    assertTrue(hub.has(new HubEffect.CancelDial(DEVICE)));
    hub.on(dialFailed(DEVICE)).waits(600);
    assertEquals(List.of(DEVICE), hub.dialled());
  }

  @Test
  void thatIsWithdrawnWhileTheDialOpensClosesWhatOpened() {
    CoreDriver hub = CoreDriver.dialling(DEVICE);
    hub.ask(new Request.Unpair(DEVICE));
    hub.forget().on(new HubEvent.Opened(A));
    assertEquals(A, hub.all(HubEffect.Close.class).getFirst().connection());
    assertEquals(List.of(), hub.all(HubEffect.StartSession.class));
  }

  /**
   * SG fault 9: a late hello brought withdrawn trust back.
   *
   * <p>Regression of field lesson A9.
   */
  @Test
  void thatIsWithdrawnDoesNotComeBackByALateHandshake() {
    CoreDriver hub = CoreDriver.dialling(DEVICE).on(new HubEvent.Opened(A));
    hub.ask(new Request.Unpair(DEVICE));
    hub.forget().on(new HubEvent.HandshakeCompleted(A));
    assertEquals(List.of(), hub.effects);
  }

  @Test
  void isLimited() {
    CoreDriver hub = new CoreDriver(Limits.DEFAULT.withDevices(1, 1, 1), 1, DEVICE);
    long command = hub.ask(new Request.Pair(OTHER, TrustRecord.Origin.USER_INPUT, hub.now));
    assertEquals(Answer.Kind.LIMIT, ((Answer.Refused) hub.answer(command)).kind());
  }

  @Test
  void inOurselvesIsRefused() {
    CoreDriver hub = CoreDriver.trusting();
    long command = hub.ask(new Request.Pair(OWN, TrustRecord.Origin.USER_INPUT, hub.now));
    assertEquals(Answer.Kind.CONFLICT, ((Answer.Refused) hub.answer(command)).kind());
  }

  @Test
  void keepsTheShipIdAndWarnsWhenItChanges() {
    CoreDriver hub = CoreDriver.connected(A);
    hub.on(new HubEvent.PeerNamed(A, new ShipId("one")));
    assertEquals(List.of(), hub.all(HubEffect.Warn.class));
    hub.on(new HubEvent.PeerNamed(A, new ShipId("one")));
    assertEquals(1, hub.all(HubEffect.Save.class).size());
    hub.on(new HubEvent.PeerNamed(A, new ShipId("two")));
    assertEquals(1, hub.all(HubEffect.Warn.class).size());
    assertEquals("two", hub.device(DEVICE).trust().orElseThrow().shipId().orElseThrow().value());
  }
}
