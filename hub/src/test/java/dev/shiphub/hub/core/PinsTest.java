package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static dev.shiphub.hub.core.Fixtures.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** PINs as far as they concern more than one connection (SHIP 12.5). */
final class PinsTest {
  private static final Ski DEVICE = smaller(1);
  private static final Connection FIRST = in(1, DEVICE);
  private static final Connection SECOND = in(2, DEVICE);
  private static final Pin PIN = new Pin("55AAAAFF");
  private static final Pin OTHER = new Pin("0123456789");

  private final CoreDriver hub = CoreDriver.trusting(DEVICE);

  private void asks(Connection connection) {
    hub.on(new HubEvent.PinAsked(connection, true, false));
  }

  private long enters(Pin pin) {
    return hub.ask(new Request.Pair(DEVICE, trust(DEVICE).origin(), hub.now, Optional.of(pin)));
  }

  private List<HubEffect.GivePin> given() {
    return hub.all(HubEffect.GivePin.class);
  }

  private void tries(Connection connection, boolean isRight, int times) {
    for (int i = 0; i < times; i++) {
      hub.on(new HubEvent.PinEntered(connection, isRight));
    }
  }

  /** The device's PIN, which the user enters. */
  @Nested
  final class OfTheDevice {
    @Test
    void isAskedOfTheUserOnceAndShown() {
      hub.on(new HubEvent.Opened(FIRST)).forget();
      asks(FIRST);
      asks(FIRST);
      assertEquals(List.of("PinRequested c1"), hub.notices());
      assertEquals(
          Optional.of(new PinWait(true, false, false, false)), hub.device(DEVICE).pinWait());
      assertEquals(List.of(), given());
    }

    @Test
    void goesToTheConnectionThatWaitsForIt() {
      hub.on(new HubEvent.Opened(FIRST));
      asks(FIRST);
      enters(PIN);
      assertEquals(List.of(new HubEffect.GivePin(FIRST, PIN)), given());
      assertTrue(hub.device(DEVICE).pinWait().orElseThrow().isGiven());
    }

    @Test
    void waitsForTheConnectionThatAsksForIt() {
      enters(PIN);
      hub.on(new HubEvent.Opened(FIRST));
      assertEquals(List.of(), given());
      asks(FIRST);
      assertEquals(List.of(new HubEffect.GivePin(FIRST, PIN)), given());
    }

    @Test
    void isForgottenOnceItWasWrong() {
      hub.on(new HubEvent.Opened(FIRST));
      asks(FIRST);
      enters(PIN);
      hub.on(new HubEvent.PinJudged(FIRST, false)).forget();
      asks(FIRST);
      assertEquals(List.of(), given());
      assertTrue(hub.device(DEVICE).pinWait().orElseThrow().wasRefused());
    }

    // The device may have counted it as wrong; a second try must be the user's decision.
    @Test
    void isNotTriedAgainIfTheConnectionEndedBeforeTheDeviceJudgedIt() {
      hub.on(new HubEvent.Opened(FIRST));
      asks(FIRST);
      enters(PIN);
      hub.on(closed(FIRST, Stage.PIN, "reset")).on(new HubEvent.Opened(SECOND)).forget();
      asks(SECOND);
      assertEquals(List.of(), given());
    }

    @Test
    void isGivenToOneConnectionAtATime() {
      hub.on(new HubEvent.Opened(FIRST)).on(new HubEvent.Opened(SECOND));
      asks(FIRST);
      enters(PIN);
      asks(SECOND);
      assertEquals(List.of(new HubEffect.GivePin(FIRST, PIN)), given());
    }

    @Test
    void isGivenAgainToADeviceThatFoundItRight() {
      hub.on(new HubEvent.Opened(FIRST));
      asks(FIRST);
      enters(PIN);
      hub.on(new HubEvent.PinJudged(FIRST, true))
          .on(closed(FIRST, Stage.DATA, "reset"))
          .on(new HubEvent.Opened(SECOND))
          .forget();
      asks(SECOND);
      assertEquals(List.of(new HubEffect.GivePin(SECOND, PIN)), given());
    }

    @Test
    void isForgottenWithTheTrust() {
      enters(PIN);
      hub.ask(new Request.Unpair(DEVICE));
      hub.pair(DEVICE);
      hub.on(new HubEvent.Opened(FIRST));
      asks(FIRST);
      assertEquals(List.of(), given());
    }

    @Test
    void isForgottenIfThePairingCouldNotBeSaved() {
      CoreDriver fresh = CoreDriver.trusting();
      fresh.isDiskBroken = true;
      fresh.ask(new Request.Pair(DEVICE, trust(DEVICE).origin(), fresh.now, Optional.of(PIN)));
      fresh.isDiskBroken = false;
      fresh.pair(DEVICE);
      fresh.on(new HubEvent.Opened(FIRST)).on(new HubEvent.PinAsked(FIRST, true, false));
      assertEquals(List.of(), fresh.all(HubEffect.GivePin.class));
    }

    @Test
    void standsInNoEffectAnswerOrRecord() {
      hub.on(new HubEvent.Opened(FIRST));
      asks(FIRST);
      enters(PIN);
      hub.on(new HubEvent.PinJudged(FIRST, false));
      String all =
          hub.effects
              + " "
              + hub.snapshot()
              + new HubEvent.Asked(
                  1, new Request.Pair(DEVICE, trust(DEVICE).origin(), hub.now, Optional.of(OTHER)));
      assertFalse(all.contains(PIN.digits()) || all.contains(OTHER.digits()), all);
    }
  }

  /** Our PIN, which the device enters. */
  @Nested
  final class OfOurs {
    private List<PinRecord> saved() {
      return hub.all(HubEffect.Save.class).stream()
          .map(save -> save.state().trusted().getFirst().pin())
          .toList();
    }

    @Test
    void isSavedOncePerTryWithThePenaltyThatRemains() {
      hub.on(new HubEvent.Opened(FIRST)).forget();
      tries(FIRST, false, 3);
      hub.waits(600);
      assertEquals(
          List.of(
              new PinRecord(false, 1, Duration.ZERO),
              new PinRecord(false, 2, Duration.ZERO),
              new PinRecord(false, 3, Duration.ofSeconds(15))),
          saved());
    }

    @Test
    void countsForTheDeviceAndNotForTheConnection() {
      hub.on(new HubEvent.Opened(FIRST));
      tries(FIRST, false, 3);
      hub.waits(5).on(closed(FIRST, Stage.PIN, "reset")).forget();
      hub.on(new HubEvent.Opened(SECOND));
      PinStanding left =
          new PinStanding(false, 3, Optional.of(hub.now.plus(Duration.ofSeconds(10))));
      // Before the session begins: its peer may have said all of its part already.
      List<HubEffect> effects = hub.effects;
      int told = effects.indexOf(new HubEffect.TellPin(SECOND, left));
      assertTrue(told >= 0, effects::toString);
      assertTrue(told < effects.indexOf(new HubEffect.StartSession(SECOND, true)));
    }

    @Test
    void isToldToTheOtherConnectionsOfTheDevice() {
      hub.on(new HubEvent.Opened(FIRST)).on(new HubEvent.Opened(SECOND)).forget();
      tries(FIRST, false, 1);
      assertEquals(
          List.of(new HubEffect.TellPin(SECOND, new PinStanding(false, 1, Optional.empty()))),
          hub.all(HubEffect.TellPin.class));
    }

    @Test
    void comesBackFromTheDisk() {
      TrustRecord stored = trust(DEVICE).with(new PinRecord(false, 6, Duration.ofSeconds(90)));
      CoreDriver again = CoreDriver.stored(stored);
      again.on(new HubEvent.Opened(FIRST));
      assertTrue(
          again.has(
              new HubEffect.TellPin(
                  FIRST, new PinStanding(false, 6, Optional.of(again.now.plusSeconds(90))))));
    }

    @Test
    void isNotAskedAgainOnceItWasRight() {
      hub.on(new HubEvent.Opened(FIRST)).forget();
      tries(FIRST, false, 2);
      tries(FIRST, true, 1);
      assertEquals(new PinRecord(true, 0, Duration.ZERO), saved().getLast());
      assertEquals(List.of("PinWrong c1", "PinWrong c1", "PinVerified c1"), hub.notices());
    }

    @Test
    void isAskedAnewAfterANewPairing() {
      hub.on(new HubEvent.Opened(FIRST));
      tries(FIRST, true, 1);
      hub.ask(new Request.Unpair(DEVICE));
      hub.pair(DEVICE);
      assertEquals(PinStanding.FRESH, hub.device(DEVICE).standing());
    }

    @Test
    void doesNotCountForADeviceThatIsNotPaired() {
      hub.on(new HubEvent.Opened(FIRST));
      hub.ask(new Request.Unpair(DEVICE));
      hub.forget();
      tries(FIRST, false, 1);
      assertEquals(List.of(), hub.effects);
    }
  }
}
