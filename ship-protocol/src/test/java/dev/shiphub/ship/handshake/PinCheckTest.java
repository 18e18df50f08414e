package dev.shiphub.ship.handshake;

import static dev.shiphub.ship.handshake.PinSamples.OK;
import static dev.shiphub.ship.handshake.PinSamples.OPTIONAL;
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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.wire.PinError;
import dev.shiphub.ship.wire.PinInput;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.PinState.InputPermission;
import dev.shiphub.ship.wire.PinState.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Our PIN, entered by the peer: the table, row by row (SHIP 13.4.4.3). */
final class PinCheckTest {
  private final Driven driven = Driven.inPin(REQUIRED, PinStanding.FRESH);

  private Driven wrong(int times) {
    for (int i = 0; i < times; i++) {
      driven.forget().hears(input(OTHER));
    }
    return driven;
  }

  @Test
  void tellsThatThereIsNone() {
    Driven none = Driven.inPin(Optional.empty(), PinStanding.FRESH);
    assertEquals(PinState.NONE, none.sent().getLast());
    assertTrue(isInData(none.hears(PinState.NONE)));
  }

  @Test
  void tellsAPeerThatHasEnteredItBeforeThatAllIsWell() {
    Driven known = Driven.inPin(REQUIRED, PinStanding.VERIFIED);
    assertEquals(OK, known.sent().getLast());
    assertTrue(isInData(known.hears(PinState.NONE)));
  }

  @Test
  void requiresItAndStaysOutOfDataExchange() {
    assertEquals(required(InputPermission.OK), driven.sent().getLast());
    assertFalse(isInData(driven.hears(PinState.NONE).waits(86_400)));
    assertFalse(driven.isClosed());
  }

  @Test
  void offersItAndEntersDataExchange() {
    Driven offering = Driven.inPin(OPTIONAL, PinStanding.FRESH);
    assertEquals(state(State.OPTIONAL, InputPermission.OK), offering.sent().getLast());
    assertTrue(isInData(offering.hears(PinState.NONE)));
  }

  @Test
  void takesItLateWhereItIsOptional() {
    Driven offering = Driven.inPin(OPTIONAL, PinStanding.FRESH).hears(PinState.NONE).forget();
    offering.hears(input(OTHER)).hears(input(RIGHT));
    assertEquals(List.of(PinError.WRONG, OK), offering.sent());
    assertTrue(isInData(offering));
  }

  @Test
  void entersDataExchangeWithTheRightOneInAnyCase() {
    driven.hears(PinState.NONE).forget().hears(new PinInput("55aaaaff"));
    assertEquals(OK, driven.sent().getFirst());
    assertTrue(driven.outputs.contains(new Output.PinEntered(true)));
    assertTrue(isInData(driven));
  }

  @Test
  void waitsForThePeersStateThoughTheRightOneCameFirst() {
    driven.hears(input(RIGHT));
    assertFalse(isInData(driven));
    assertTrue(isInData(driven.hears(PinState.NONE)));
  }

  @Test
  void saysThatAWrongOneIsWrongAndListensOn() {
    wrong(1);
    assertEquals(
        List.of(new Output.Send(PinError.WRONG), new Output.PinEntered(false)), driven.outputs);
    assertFalse(isInData(driven));
  }

  @Test
  void isBusyAfterTheThirdWrongOneForFifteenSeconds() {
    driven.hears(PinState.NONE);
    wrong(3);
    assertEquals(List.of(PinError.WRONG, required(InputPermission.BUSY)), driven.sent());
    driven.forget().waits(Duration.ofMillis(14_999));
    assertEquals(List.of(), driven.sent());
    driven.waits(Duration.ofMillis(1));
    assertEquals(List.of(required(InputPermission.OK)), driven.sent());
  }

  @Test
  void doesNotEvenLookAtTheRightOneDuringThePenalty() {
    wrong(3).forget().hears(input(RIGHT));
    assertEquals(List.of(new Output.Send(required(InputPermission.BUSY))), driven.outputs);
  }

  @Test
  void beginsWithThePenaltyThatIsLeftFromTheLastConnection() {
    PinStanding left = new PinStanding(false, 3, Optional.of(Driven.START.plusSeconds(4)));
    Driven again = Driven.inPin(REQUIRED, left);
    assertEquals(required(InputPermission.BUSY), again.sent().getLast());
    again.hears(PinState.NONE).forget().waits(4);
    assertEquals(List.of(required(InputPermission.OK)), again.sent());
    again.forget().hears(input(OTHER));
    assertEquals(List.of(PinError.WRONG, required(InputPermission.BUSY)), again.sent());
  }

  @Test
  void learnsOfAPenaltyFromAnotherConnection() {
    driven.forget();
    driven.on(
        new Input.PinTold(new PinStanding(false, 4, Optional.of(Driven.START.plusSeconds(9)))));
    assertEquals(List.of(required(InputPermission.BUSY)), driven.sent());
  }

  @Test
  void learnsFromAnotherConnectionThatThePeerHasEnteredIt() {
    driven.hears(PinState.NONE).forget().on(new Input.PinTold(PinStanding.VERIFIED));
    assertEquals(OK, driven.sent().getFirst());
    assertTrue(isInData(driven));
  }

  @Test
  void endsWithAPeerThatEntersAPinThoughThereIsNone() {
    Driven none = Driven.inPin(Optional.empty(), PinStanding.FRESH);
    assertTrue(none.hears(input(RIGHT)).isClosed());
  }

  // Its third wrong one was tried on another connection, and this one has told so already.
  @Test
  void tellsOnceThatItIsBusy() {
    PinStanding penalty = new PinStanding(false, 3, Optional.of(Driven.START.plusSeconds(15)));
    driven.on(new Input.PinTold(penalty)).forget();
    driven.on(new Input.PinTold(penalty));
    assertEquals(List.of(), driven.outputs);
  }

  @Test
  void saysNothingOfAWrongOneOnAnotherConnectionThatCostsNothing() {
    driven.forget().on(new Input.PinTold(PinStanding.FRESH.wrongOnce(Driven.START)));
    assertEquals(List.of(), driven.outputs);
    wrong(2);
    assertEquals(List.of(PinError.WRONG, required(InputPermission.BUSY)), driven.sent());
  }

  @Test
  void saysNothingMoreOnceItHasBeenEntered() {
    driven.hears(PinState.NONE).hears(input(RIGHT)).forget();
    driven.on(new Input.PinTold(PinStanding.VERIFIED)).hears(input(RIGHT));
    assertEquals(List.of(), driven.sent());
    assertTrue(isInData(driven));
  }

  // The right one does not stand for the state that the peer owes.
  @Test
  void givesUpOnAPeerThatEntersItButTellsNoState() {
    driven.hears(input(RIGHT));
    assertFalse(driven.waits(Duration.ofMillis(9_999)).isClosed());
    assertTrue(driven.waits(Duration.ofMillis(1)).isClosed());
  }

  // Both the penalty and the wait for the peer's state have a deadline.
  @Test
  void waitsForThePeersStateThoughAPenaltyEndsBefore() {
    PinStanding left = new PinStanding(false, 3, Optional.of(Driven.START.plusSeconds(4)));
    Driven again = Driven.inPin(REQUIRED, left).forget();
    assertEquals(List.of(required(InputPermission.OK)), again.waits(4).sent());
    assertFalse(again.isClosed());
    assertTrue(again.waits(6).isClosed());
  }

  @Test
  void endsAPenaltyInDataExchangeWithoutAWordOfAccessMethods() {
    Driven offering = Driven.inPin(OPTIONAL, PinStanding.FRESH).hears(PinState.NONE);
    for (int i = 0; i < 3; i++) {
      offering.hears(input(OTHER));
    }
    offering.forget().waits(15);
    assertEquals(
        List.of(new Output.Send(state(State.OPTIONAL, InputPermission.OK))), offering.outputs);
    offering.forget().waits(45);
    assertEquals(List.of("the peer did not answer our access methods request"), remarks(offering));
    assertEquals(List.of(), offering.sent());
  }

  // The reader of messages lets no other form pass.
  @Test
  void isLoudAboutAFormThatNoMessageCanHave() {
    assertThrows(IllegalStateException.class, () -> driven.hears(new PinInput("secret")));
  }

  @Test
  void saysForPeopleWhatIsAwaited() {
    assertEquals("PIN state", driven.phase().label());
    driven.hears(PinState.NONE);
    assertEquals("own PIN awaited", driven.phase().label());
  }
}
