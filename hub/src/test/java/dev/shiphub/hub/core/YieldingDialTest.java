package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import org.junit.jupiter.api.Test;

/**
 * Our dial gives way when the device proves itself on a connection of its own (SHIP 12.2.2).
 *
 * <p>Proof of promises 4, 7.
 */
final class YieldingDialTest {
  private static final Ski SMALLER = smaller(1);
  private static final Ski BIGGER = bigger(1);

  private static CoreDriver dialling(Ski ski) {
    return CoreDriver.trusting(ski).on(new HubEvent.ServiceSeen(service(ski))).waits(5);
  }

  private static int dials(CoreDriver hub) {
    return hub.all(HubEffect.Dial.class).size();
  }

  @Test
  void theBiggerNodeGivesItsDialUp() {
    CoreDriver hub = dialling(SMALLER).on(new HubEvent.PeerAuthenticated(SMALLER));
    assertTrue(hub.has(new HubEffect.YieldDial(SMALLER)));
  }

  // A bigger peer gives up its own in the same moment, and then both would be gone.
  @Test
  void theSmallerNodeDoesNot() {
    CoreDriver hub = dialling(BIGGER).on(new HubEvent.PeerAuthenticated(BIGGER));
    assertFalse(hub.has(new HubEffect.YieldDial(BIGGER)));
  }

  @Test
  void withoutADialUnderWayThereIsNothingToGiveUp() {
    CoreDriver hub = CoreDriver.trusting(SMALLER).on(new HubEvent.PeerAuthenticated(SMALLER));
    assertFalse(hub.has(new HubEffect.YieldDial(SMALLER)));
  }

  @Test
  void isNoFailedAttempt() {
    CoreDriver hub = dialling(SMALLER).forget().on(new HubEvent.DialYielded(SMALLER));
    assertTrue(hub.notices().isEmpty());
    assertTrue(hub.device(SMALLER).past().attempts().isEmpty());
  }

  @Test
  void theDeviceIsDialledAgainIfItsConnectionDoesNotCome() {
    CoreDriver hub = dialling(SMALLER).on(new HubEvent.DialYielded(SMALLER));
    hub.waits(1);
    assertEquals(1, dials(hub));
    hub.waits(1);
    assertEquals(2, dials(hub));
  }

  @Test
  void theDeviceIsNotDialledAgainIfItsConnectionComes() {
    CoreDriver hub = dialling(SMALLER).on(new HubEvent.DialYielded(SMALLER));
    hub.connects(in(1, SMALLER)).waits(600);
    assertEquals(1, dials(hub));
  }

  @Test
  void aDeviceWhoseTrustWasWithdrawnMeanwhileIsNotDialledAgain() {
    CoreDriver hub = dialling(SMALLER);
    hub.ask(new Request.Unpair(SMALLER));
    hub.on(new HubEvent.DialYielded(SMALLER)).waits(600);
    assertEquals(1, dials(hub));
  }
}
