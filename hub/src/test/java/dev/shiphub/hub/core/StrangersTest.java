package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.HubEffect.Decision;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Devices that are not paired and connect.
 *
 * <p>Proof of promise 10.
 */
final class StrangersTest {
  private static final Ski STRANGER = bigger(1);

  private final Connection knock = in(7, STRANGER);
  private final CoreDriver hub = CoreDriver.trusting();

  private CoreDriver knocks() {
    return hub.on(new HubEvent.Opened(knock)).on(new HubEvent.TrustAsked(knock));
  }

  @Test
  void waitForTheUser() {
    hub.opensWindow();
    knocks();
    assertTrue(hub.has(new HubEffect.StartSession(knock, false)));
    assertEquals("TrustRequested c7", hub.notices().getLast());
    assertTrue(hub.device(STRANGER).isWaiting());
  }

  @Test
  void goOnWhenTheUserPairsThem() {
    knocks().pair(STRANGER);
    assertTrue(hub.has(new HubEffect.Tell(knock, Decision.TRUST_GRANTED)));
    assertEquals("TrustGranted", hub.notices().getLast());
    hub.on(new HubEvent.HandshakeCompleted(knock));
    assertEquals("SessionStarted c7", hub.notices().getLast());
  }

  // The question and the answer crossed: the session asked before it read that it is trusted.
  @Test
  void doNotWaitWhenTheUserHasPairedThemBeforeTheyAsked() {
    hub.on(new HubEvent.Opened(knock)).pair(STRANGER);
    hub.on(new HubEvent.TrustAsked(knock));
    assertEquals("TrustGranted", hub.notices().getLast());
    assertFalse(hub.device(STRANGER).isWaiting());
    assertFalse(hub.waits(601).has(new HubEffect.Tell(knock, Decision.TRUST_DENIED)));
  }

  // Else eight devices that were just paired would keep every other one from asking.
  @Test
  void leaveTheirPlaceToTheNextWhenTheyArePaired() {
    for (int i = 0; i < Limits.DEFAULT.strangers(); i++) {
      hub.on(new HubEvent.Opened(in(100 + i, bigger(100 + i))));
    }
    hub.pair(bigger(100));
    hub.forget().on(new HubEvent.Opened(knock));
    assertTrue(hub.has(new HubEffect.StartSession(knock, false)));
  }

  @Test
  void areTurnedAwayWhenTheUserDeniesThem() {
    knocks().ask(new Request.Deny(STRANGER));
    assertTrue(hub.has(new HubEffect.Tell(knock, Decision.TRUST_DENIED)));
    assertFalse(hub.device(STRANGER).isWaiting());
  }

  /**
   * SG fault 9: a peer that the user has just refused became trusted again.
   *
   * <p>Regression of field lesson A9.
   */
  @Test
  void thatAreDeniedWhileTheirGrantIsBeingSavedAreNotTrustedAfterwards() {
    knocks().isDiskSlow = true;
    hub.pair(STRANGER);
    hub.ask(new Request.Deny(STRANGER));
    hub.isDiskSlow = false;
    hub.on(new HubEvent.Saved(1));
    assertTrue(hub.device(STRANGER).trust().isEmpty());
    assertFalse(hub.has(new HubEffect.Tell(knock, Decision.TRUST_GRANTED)));
    assertEquals(List.of(), hub.all(HubEffect.Save.class).getLast().state().trusted());
  }

  @Test
  void waitTenMinutesAtMost() {
    knocks().waits(Duration.ofSeconds(599));
    assertEquals(List.of(), hub.all(HubEffect.Tell.class));
    hub.waits(1);
    assertTrue(hub.has(new HubEffect.Tell(knock, Decision.TRUST_DENIED)));
  }

  // They would push what happened to paired devices out of the history.
  @Test
  void areToldOfOnlySoOftenHoweverOftenTheyCome() {
    for (int i = 0; i < 3 * Limits.DEFAULT.strangerNotices(); i++) {
      Connection next = in(1_000 + i, bigger(i));
      hub.on(new HubEvent.Opened(next)).on(closed(next, Stage.INIT, "gone"));
    }
    long told = hub.notices().stream().filter(it -> it.startsWith("AttemptFailed")).count();
    assertEquals(Limits.DEFAULT.strangerNotices(), told);
  }

  @Test
  void askOnceAndNotWithEveryConnection() {
    hub.opensWindow();
    knocks().on(closed(knock, Stage.HELLO, "gone"));
    Connection again = in(8, STRANGER);
    hub.on(new HubEvent.Opened(again)).on(new HubEvent.TrustAsked(again));
    assertEquals(1, hub.notices().stream().filter(it -> it.startsWith("TrustRequested")).count());
  }

  @Test
  void aboveTheLimitAreRefused() {
    for (int i = 0; i < Limits.DEFAULT.strangers(); i++) {
      hub.on(new HubEvent.Opened(in(100 + i, bigger(100 + i))));
    }
    hub.forget().on(new HubEvent.Opened(knock));
    assertEquals(CloseReason.POLICY, hub.all(HubEffect.Close.class).getFirst().reason().code());
    assertEquals(List.of(), hub.all(HubEffect.StartSession.class));
  }

  /** Regression of field lesson A5. */
  @Test
  void thatHaveConnectedAreForgottenWhenThereAreTooManyAndNeverSaved() {
    for (int i = 0; i < 3 * Limits.DEFAULT.knownDevices(); i++) {
      Connection visit = in(1_000 + i, bigger(i));
      hub.on(new HubEvent.Opened(visit)).on(new HubEvent.TrustAsked(visit));
      hub.on(closed(visit, Stage.HELLO, "gone"));
    }
    assertEquals(Limits.DEFAULT.knownDevices(), hub.snapshot().devices().size());
    assertEquals(List.of(), hub.all(HubEffect.Save.class));
  }

  /**
   * Anybody on the network can send a record that says so.
   *
   * <p>Regression of field lesson A6.
   */
  @Test
  void areNotTrustedBecauseOfARecordThatAsksToRegister() {
    hub.on(new HubEvent.ServiceSeen(Fixtures.registering(STRANGER))).waits(600);
    assertEquals(List.of(), hub.dialled());
    assertFalse(hub.device(STRANGER).trust().isPresent());
    knocks();
    assertTrue(hub.has(new HubEffect.StartSession(knock, false)));
  }

  @Test
  void areForgottenWhenThereAreTooMany() {
    for (int i = 0; i < 1_000; i++) {
      hub.on(new HubEvent.ServiceSeen(service(smaller(i))));
    }
    assertEquals(Limits.DEFAULT.knownDevices(), hub.snapshot().devices().size());
  }
}
