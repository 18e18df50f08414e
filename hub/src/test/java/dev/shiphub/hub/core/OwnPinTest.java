package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.closed;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static dev.shiphub.hub.core.Fixtures.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Our PIN, which devices enter, as far as it concerns more than one connection (SHIP 12.5). */
final class OwnPinTest {
  private static final Ski DEVICE = smaller(1);
  private static final Connection FIRST = in(1, DEVICE);
  private static final Connection SECOND = in(2, DEVICE);

  private final CoreDriver hub = CoreDriver.trusting(DEVICE);

  private void tries(Connection connection, boolean isRight, int times) {
    for (int i = 0; i < times; i++) {
      hub.on(new HubEvent.PinEntered(connection, isRight));
    }
  }

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

  // Begun anew by each restart, a penalty would never end for a hub that is restarted often.
  @Test
  void isSavedOnceMoreAtTheStopWithWhatRemains() {
    hub.on(new HubEvent.Opened(FIRST));
    tries(FIRST, false, 3);
    hub.waits(5).forget();
    hub.on(new HubEvent.StopRequested());
    assertEquals(List.of(new PinRecord(false, 3, Duration.ofSeconds(10))), saved());
  }

  @Test
  void isNotSavedAtTheStopIfTheDiskSaysTheSame() {
    hub.on(new HubEvent.Opened(FIRST));
    tries(FIRST, false, 2);
    hub.forget();
    hub.on(new HubEvent.StopRequested());
    assertEquals(List.of(), saved());
  }

  @Test
  void isSavedAtTheStopIfThatFailedBefore() {
    hub.on(new HubEvent.Opened(FIRST));
    hub.isDiskBroken = true;
    tries(FIRST, false, 2);
    hub.isDiskBroken = false;
    hub.forget();
    hub.on(new HubEvent.StopRequested());
    assertEquals(List.of(new PinRecord(false, 2, Duration.ZERO)), saved());
  }

  @Test
  void countsForTheDeviceAndNotForTheConnection() {
    hub.on(new HubEvent.Opened(FIRST));
    tries(FIRST, false, 3);
    hub.waits(5).on(closed(FIRST, Stage.PIN, "reset")).forget();
    hub.on(new HubEvent.Opened(SECOND));
    PinStanding left = new PinStanding(false, 3, Optional.of(hub.now.plus(Duration.ofSeconds(10))));
    // Before the session begins: its peer may have said all of its part already.
    List<HubEffect> effects = hub.effects;
    int told = effects.indexOf(new HubEffect.TellPin(SECOND, left));
    assertTrue(told >= 0, effects::toString);
    assertTrue(told < effects.indexOf(new HubEffect.StartSession(SECOND, true)));
  }

  @Test
  void isNoTopicForADeviceThatHasEnteredNothing() {
    hub.on(new HubEvent.Opened(FIRST));
    assertEquals(List.of(), hub.all(HubEffect.TellPin.class));
  }

  @Test
  void isToldToTheUserWithWhatItCosts() {
    hub.on(new HubEvent.Opened(FIRST));
    tries(FIRST, false, 1);
    assertEquals("wrong PINs so far: 1", hub.causeOf(NoticeType.PIN_WRONG));
    tries(FIRST, false, 2);
    assertEquals(
        "wrong PINs so far: 3; none is looked at for 15 s", hub.causeOf(NoticeType.PIN_WRONG));
    tries(FIRST, true, 1);
    assertEquals("", hub.causeOf(NoticeType.PIN_VERIFIED));
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
  void staysRightThoughAWrongOneComesLate() {
    hub.on(new HubEvent.Opened(FIRST)).on(new HubEvent.Opened(SECOND));
    tries(FIRST, true, 1);
    tries(SECOND, false, 1);
    assertEquals(PinStanding.VERIFIED, hub.device(DEVICE).standing());
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

  // Two connections that are looked at apart from each other would have twice the tries.
  @Test
  void isNotLookedAtOnASecondConnectionBeforeOneOfTheTwoIsGone() {
    hub.on(new HubEvent.Opened(FIRST)).on(new HubEvent.Opened(SECOND));
    HubEffect.TellPin told = hub.all(HubEffect.TellPin.class).getLast();
    assertEquals(SECOND, told.connection());
    assertEquals(Optional.of(hub.now.plusSeconds(15)), told.standing().busyUntil());
    assertEquals(0, told.standing().wrong());
  }

  @Test
  void isNotAskedForAgainOnASecondConnectionOfADeviceThatHasEnteredIt() {
    hub.on(new HubEvent.Opened(FIRST)).on(new HubEvent.PinEntered(FIRST, true));
    hub.forget().on(new HubEvent.Opened(SECOND));
    assertEquals(
        List.of(new HubEffect.TellPin(SECOND, PinStanding.VERIFIED)),
        hub.all(HubEffect.TellPin.class));
  }
}
