package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static dev.shiphub.hub.core.Fixtures.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The device's PIN, which the user enters, as far as it concerns more than one connection (SHIP
 * 12.5).
 */
final class DevicePinTest {
  private static final Ski DEVICE = smaller(1);
  private static final Connection FIRST = in(1, DEVICE);
  private static final Connection SECOND = in(2, DEVICE);
  private static final Connection THIRD = in(3, DEVICE);
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

  @Test
  void isAskedOfTheUserOnceAndShown() {
    hub.on(new HubEvent.Opened(FIRST)).forget();
    asks(FIRST);
    asks(FIRST);
    assertEquals(List.of("PinRequested c1"), hub.notices());
    assertEquals(Optional.of(new PinWait(true, false, false, false)), hub.device(DEVICE).pinWait());
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
  void isNotAskedOfAUserWhoHasEnteredIt() {
    enters(PIN);
    hub.on(new HubEvent.Opened(FIRST)).forget();
    asks(FIRST);
    assertEquals(List.of(), hub.notices());
  }

  @Test
  void isTakenWithTheFirstPairing() {
    CoreDriver fresh = CoreDriver.trusting();
    fresh.ask(new Request.Pair(DEVICE, trust(DEVICE).origin(), fresh.now, Optional.of(PIN)));
    fresh.on(new HubEvent.Opened(FIRST)).on(new HubEvent.PinAsked(FIRST, true, false));
    assertTrue(fresh.has(new HubEffect.GivePin(FIRST, PIN)));
  }

  // Two devices wait at once; each has a PIN of its own.
  @Test
  void goesToNoOtherDevice() {
    Ski other = smaller(2);
    Connection ofOther = in(3, other);
    CoreDriver both = CoreDriver.trusting(DEVICE, other);
    both.on(new HubEvent.Opened(ofOther)).on(new HubEvent.PinAsked(ofOther, true, false));
    both.on(new HubEvent.Opened(FIRST)).on(new HubEvent.PinAsked(FIRST, true, false));
    both.ask(new Request.Pair(DEVICE, trust(DEVICE).origin(), both.now, Optional.of(PIN)));
    assertEquals(List.of(new HubEffect.GivePin(FIRST, PIN)), both.all(HubEffect.GivePin.class));
  }

  // SHIP 12.5: a device that is trusted less than 32 must not get it.
  @ParameterizedTest
  @CsvSource({"31,0", "32,1"})
  void goesOnlyToADeviceThatIsTrustedEnough(int userTrust, int times) {
    CoreDriver wary =
        CoreDriver.stored(
            new TrustRecord(
                DEVICE,
                Optional.empty(),
                TrustRecord.Origin.USER_VERIFY,
                userTrust,
                Fixtures.START));
    wary.ask(new Request.Pair(DEVICE, trust(DEVICE).origin(), wary.now, Optional.of(PIN)));
    wary.on(new HubEvent.Opened(FIRST)).on(new HubEvent.PinAsked(FIRST, true, false));
    assertEquals(times, wary.all(HubEffect.GivePin.class).size());
  }

  @Test
  void isToldToTheUserAsTheDevicePutsIt() {
    hub.on(new HubEvent.Opened(FIRST));
    asks(FIRST);
    assertEquals("it requires its PIN", hub.causeOf(NoticeType.PIN_REQUESTED));
    CoreDriver offered = CoreDriver.trusting(DEVICE).on(new HubEvent.Opened(FIRST));
    offered.on(new HubEvent.PinAsked(FIRST, false, false));
    assertEquals("it offers to take its PIN", offered.causeOf(NoticeType.PIN_REQUESTED));
  }

  @Test
  void isToldToTheUserAsTheDeviceJudgesIt() {
    hub.on(new HubEvent.Opened(FIRST));
    asks(FIRST);
    enters(OTHER);
    hub.forget().on(new HubEvent.PinJudged(FIRST, false));
    assertEquals("the device says that it is wrong", hub.causeOf(NoticeType.PIN_REFUSED));
    enters(PIN);
    hub.on(new HubEvent.PinJudged(FIRST, true));
    assertEquals("", hub.causeOf(NoticeType.PIN_ACCEPTED));
    assertEquals(List.of("PinRefused c1", "PinAccepted c1"), hub.notices());
  }

  @Test
  void isAwaitedNoMoreInDataExchangeIfItWasRequired() {
    hub.on(new HubEvent.Opened(FIRST));
    asks(FIRST);
    hub.on(new HubEvent.HandshakeCompleted(FIRST));
    assertEquals(Optional.empty(), hub.device(DEVICE).pinWait());
  }

  @Test
  void isStillAwaitedInDataExchangeIfItIsOptional() {
    hub.on(new HubEvent.Opened(FIRST)).on(new HubEvent.PinAsked(FIRST, false, true));
    hub.on(new HubEvent.HandshakeCompleted(FIRST));
    assertEquals(Optional.of(new PinWait(false, true, false, false)), hub.device(DEVICE).pinWait());
  }

  @Test
  void isAwaitedNoMoreOnceTheConnectionIsGone() {
    hub.on(new HubEvent.Opened(FIRST));
    asks(FIRST);
    hub.on(closed(FIRST, Stage.PIN, "reset"));
    assertEquals(Optional.empty(), hub.device(DEVICE).pinWait());
  }

  // The question was under way when the connection was closed, or was taken out of use.
  @Test
  void isNotAskedForByAConnectionThatIsOver() {
    hub.on(new HubEvent.Opened(FIRST)).on(closed(FIRST, Stage.PIN, "reset")).forget();
    asks(FIRST);
    hub.on(new HubEvent.Opened(SECOND)).ask(new Request.Disconnect(DEVICE));
    hub.forget();
    asks(SECOND);
    assertEquals(List.of(), hub.effects);
    assertEquals(Optional.empty(), hub.device(DEVICE).pinWait());
  }

  @Test
  void judgedWithoutHavingBeenAskedForWaitsForNothing() {
    hub.on(new HubEvent.Opened(FIRST)).on(new HubEvent.PinJudged(FIRST, false));
    assertEquals(Optional.empty(), hub.device(DEVICE).pinWait());
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
    assertEquals(List.of("PinRequested c2"), hub.notices());
  }

  @Test
  void staysThoughAnotherConnectionThanTheOneThatHasItEnds() {
    hub.on(new HubEvent.Opened(FIRST)).on(new HubEvent.Opened(SECOND));
    asks(FIRST);
    enters(PIN);
    hub.on(closed(SECOND, Stage.PIN, "reset")).on(new HubEvent.PinJudged(FIRST, true));
    hub.on(closed(FIRST, Stage.DATA, "reset")).on(new HubEvent.Opened(THIRD)).forget();
    asks(THIRD);
    assertEquals(List.of(new HubEffect.GivePin(THIRD, PIN)), given());
  }

  @Test
  void thatWasRightOnceIsGivenHoweverOftenTheConnectionEnds() {
    hub.on(new HubEvent.Opened(FIRST));
    asks(FIRST);
    enters(PIN);
    hub.on(new HubEvent.PinJudged(FIRST, true)).on(closed(FIRST, Stage.DATA, "reset"));
    hub.on(new HubEvent.Opened(SECOND));
    asks(SECOND);
    hub.on(closed(SECOND, Stage.PIN, "reset")).on(new HubEvent.Opened(THIRD)).forget();
    asks(THIRD);
    assertEquals(List.of(new HubEffect.GivePin(THIRD, PIN)), given());
  }

  @Test
  void doesNotGoToAConnectionThatIsBeingClosed() {
    hub.on(new HubEvent.Opened(FIRST));
    asks(FIRST);
    hub.ask(new Request.Disconnect(DEVICE));
    hub.on(new HubEvent.Opened(SECOND)).forget();
    asks(SECOND);
    enters(PIN);
    assertEquals(List.of(new HubEffect.GivePin(SECOND, PIN)), given());
  }

  @Test
  void isAskedOfTheUserOnceMoreIfItWasLostWithItsConnection() {
    hub.on(new HubEvent.Opened(FIRST)).on(new HubEvent.Opened(SECOND));
    asks(FIRST);
    enters(PIN);
    asks(SECOND);
    hub.forget();
    hub.on(closed(FIRST, Stage.PIN, "reset"));
    assertTrue(hub.notices().contains("PinRequested c2"), hub.notices()::toString);
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
  void isForgottenIfTheUserDeniesTheDeviceWhileThePairingIsSaved() {
    CoreDriver fresh = CoreDriver.trusting().on(new HubEvent.Opened(FIRST));
    fresh.on(new HubEvent.TrustAsked(FIRST)).isDiskSlow = true;
    fresh.ask(new Request.Pair(DEVICE, trust(DEVICE).origin(), fresh.now, Optional.of(PIN)));
    fresh.ask(new Request.Deny(DEVICE));
    fresh.isDiskSlow = false;
    fresh.on(new HubEvent.Saved(1)).pair(DEVICE);
    fresh.on(new HubEvent.Opened(SECOND)).on(new HubEvent.PinAsked(SECOND, true, false));
    assertEquals(List.of(), fresh.all(HubEffect.GivePin.class));
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
                1,
                "the user",
                new Request.Pair(DEVICE, trust(DEVICE).origin(), hub.now, Optional.of(OTHER)));
    assertFalse(all.contains(PIN.digits()) || all.contains(OTHER.digits()), all);
  }
}
