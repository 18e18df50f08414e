package dev.shiphub.ship.handshake;

import static dev.shiphub.ship.handshake.PinSamples.OK;
import static dev.shiphub.ship.handshake.PinSamples.OTHER;
import static dev.shiphub.ship.handshake.PinSamples.REQUIRED;
import static dev.shiphub.ship.handshake.PinSamples.RIGHT;
import static dev.shiphub.ship.handshake.PinSamples.input;
import static dev.shiphub.ship.handshake.PinSamples.isInData;
import static dev.shiphub.ship.handshake.PinSamples.remarks;
import static dev.shiphub.ship.handshake.PinSamples.required;
import static dev.shiphub.ship.handshake.PinSamples.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.wire.PinError;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.PinState.InputPermission;
import dev.shiphub.ship.wire.PinState.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The peer's PIN, asked of us: the table, row by row (SHIP 13.4.4.3). */
final class PinAskTest {
  private final Driven driven = Driven.inPin(Optional.empty(), PinStanding.FRESH).forget();

  private Driven given(Pin pin) {
    return driven.on(new Input.PinGiven(pin));
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"NONE", "PIN_OK"})
  void asksNobodyWhereNoneIsWanted(State state) {
    driven.hears(new PinState(state, Optional.empty()));
    assertTrue(isInData(driven));
    assertFalse(driven.outputs.stream().anyMatch(Output.AskPin.class::isInstance));
  }

  @Test
  void asksForARequiredOneAndWaitsAsLongAsItTakes() {
    driven.hears(required(InputPermission.OK));
    assertEquals(List.of(new Output.AskPin(true, false)), driven.outputs);
    assertFalse(driven.waits(86_400).isClosed());
    assertFalse(isInData(driven));
  }

  @Test
  void asksForAnOptionalOneAndDoesWithout() {
    driven.hears(state(State.OPTIONAL, InputPermission.OK));
    assertEquals(new Output.AskPin(false, false), driven.outputs.getFirst());
    assertTrue(isInData(driven));
    given(RIGHT);
    assertEquals(input(RIGHT), driven.sent().getLast());
  }

  @Test
  void sendsItAndEntersDataExchangeWhenItIsRight() {
    driven.hears(required(InputPermission.OK)).forget();
    given(RIGHT);
    assertEquals(List.of(input(RIGHT)), driven.sent());
    assertFalse(isInData(driven));
    driven.forget().hears(OK);
    assertEquals(new Output.PinJudged(true), driven.outputs.getFirst());
    assertTrue(isInData(driven));
  }

  @Test
  void doesNotSendAWrongOneAgain() {
    driven.hears(required(InputPermission.OK));
    given(OTHER).forget().hears(PinError.WRONG);
    assertEquals(List.of(new Output.PinJudged(false)), driven.outputs);
    driven.forget().hears(required(InputPermission.BUSY)).hears(required(InputPermission.OK));
    assertEquals(List.of(), driven.sent());
  }

  @Test
  void holdsItWhileThePeerIsBusy() {
    driven.hears(required(InputPermission.BUSY)).forget();
    given(RIGHT);
    assertEquals(List.of(), driven.sent());
    driven.hears(required(InputPermission.OK));
    assertEquals(List.of(input(RIGHT)), driven.sent());
  }

  @Test
  void sendsItOnceMoreIfThePeerWasTooBusyToLookAtIt() {
    driven.hears(required(InputPermission.OK));
    given(RIGHT).forget().hears(required(InputPermission.BUSY));
    assertEquals(List.of(), driven.sent());
    driven.hears(required(InputPermission.OK));
    assertEquals(List.of(input(RIGHT)), driven.sent());
  }

  @Test
  void sendsNoneThatNobodyAskedFor() {
    given(RIGHT);
    driven.hears(PinState.NONE);
    given(RIGHT);
    assertFalse(driven.sent().contains(input(RIGHT)));
  }

  @Test
  void givesUpOnAPeerThatTellsNoStateInTenSeconds() {
    assertFalse(driven.waits(Duration.ofMillis(9_999)).isClosed());
    assertTrue(driven.waits(Duration.ofMillis(1)).isClosed());
  }

  @Test
  void showsItInNoText() {
    driven.hears(required(InputPermission.BUSY));
    given(RIGHT);
    String held = driven.phase().toString();
    driven.hears(required(InputPermission.OK));
    assertFalse((held + driven.phase() + driven.outputs).contains(RIGHT.digits()));
  }

  @Test
  void holdsItAsLongAsThePeerSaysThatItIsBusy() {
    driven.hears(required(InputPermission.BUSY));
    given(RIGHT).hears(required(InputPermission.BUSY));
    assertEquals(List.of(), driven.forget().sent());
    driven.hears(required(InputPermission.OK));
    assertEquals(List.of(input(RIGHT)), driven.sent());
  }

  // It may mean one that it got on another connection.
  @Test
  void doesNotSendTheOneItHoldsAfterTheWordThatItIsWrong() {
    driven.hears(required(InputPermission.BUSY));
    given(OTHER).forget().hears(PinError.WRONG);
    assertEquals(List.of(new Output.PinJudged(false)), driven.outputs);
    assertEquals(List.of(), driven.hears(required(InputPermission.OK)).sent());
  }

  @Test
  void takesNoBlameForAPinThatItHasNotSent() {
    driven.hears(required(InputPermission.OK)).forget().hears(PinError.WRONG);
    assertEquals(List.of("the peer found a PIN wrong that we did not send"), remarks(driven));
    assertEquals(1, driven.outputs.size());
  }

  @Test
  void sendsAnotherOneInsteadOfTheOneThatIsNotJudged() {
    driven.hears(required(InputPermission.OK));
    given(OTHER).forget();
    given(RIGHT);
    assertEquals(List.of(input(RIGHT)), driven.sent());
  }

  // Their PIN is optional, ours is required: only ours keeps data exchange shut.
  @Test
  void doesNotWaitForTheJudgementOfAnOptionalOne() {
    Driven both = Driven.inPin(REQUIRED, PinStanding.FRESH);
    both.hears(state(State.OPTIONAL, InputPermission.OK)).on(new Input.PinGiven(OTHER));
    assertFalse(isInData(both));
    assertTrue(isInData(both.hears(input(RIGHT))));
  }

  @Test
  void saysForPeopleWhatIsAwaited() {
    driven.hears(required(InputPermission.OK));
    assertEquals("PIN of the device awaited", driven.phase().label());
    given(RIGHT);
    assertEquals("PIN sent", driven.phase().label());
  }
}
