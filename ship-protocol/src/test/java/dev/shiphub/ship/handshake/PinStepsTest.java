package dev.shiphub.ship.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.wire.PinError;
import dev.shiphub.ship.wire.PinInput;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.PinState.InputPermission;
import dev.shiphub.ship.wire.PinState.State;
import dev.shiphub.ship.wire.ShipMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of PIN verification, row by row (SHIP 13.4.4.3). */
final class PinStepsTest {
  private static final Pin RIGHT = new Pin("55AAAAFF");
  private static final Pin OTHER = new Pin("0123456789ABCDEF");
  private static final PinState OK = new PinState(State.PIN_OK, Optional.empty());
  private static final Optional<PinDemand> REQUIRED = Optional.of(new PinDemand(RIGHT, true));
  private static final Optional<PinDemand> OPTIONAL = Optional.of(new PinDemand(RIGHT, false));

  private static PinState state(State state, InputPermission permission) {
    return new PinState(state, Optional.of(permission));
  }

  private static PinState required(InputPermission permission) {
    return state(State.REQUIRED, permission);
  }

  private static ShipMessage input(Pin pin) {
    return new PinInput(pin.digits());
  }

  private static boolean isInData(Driven driven) {
    return driven.handshake.isInDataExchange();
  }

  /** Our PIN, entered by the peer. */
  @Nested
  final class Check {
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
  }

  /** What each wrong PIN costs (SHIP 13.4.4.3.4). */
  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "3,15", "4,15", "5,15", "6,90", "7,90", "1000,90"})
  void theThirdWrongOneCostsFifteenSecondsAndTheSixthNinety(int times, int seconds) {
    PinStanding standing = PinStanding.FRESH;
    for (int i = 0; i < times; i++) {
      standing = standing.wrongOnce(Driven.START);
    }
    assertEquals(Duration.ofSeconds(seconds), standing.penaltyLeft(Driven.START));
    assertEquals(times, standing.wrong());
  }

  /** The peer's PIN, asked of us. */
  @Nested
  final class Ask {
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
  }

  /** Two ends that want each other's PIN. */
  @Nested
  final class BothWays {
    private static final Pin OF_SERVER = new Pin("ABCDEF0123");
    private static final Duration LATENCY = Duration.ofMillis(20);

    private Pair joined(PinStanding ofClient) {
      Pair pair = new Pair(LATENCY, REQUIRED, Optional.of(new PinDemand(OF_SERVER, true)));
      pair.server.on(new Input.PinTold(ofClient));
      pair.begin(true, true);
      pair.runFor(Duration.ofSeconds(1));
      return pair;
    }

    private void enters(Pair pair, Pair.End end, Pin pin) {
      end.on(new Input.PinGiven(pin));
      pair.runFor(Duration.ofSeconds(1));
    }

    @Test
    void dataIsExchangedOnlyWhenBothAreEntered() {
      Pair pair = joined(PinStanding.FRESH);
      enters(pair, pair.client, OF_SERVER);
      assertFalse(pair.client.handshake.isInDataExchange());
      assertFalse(pair.server.handshake.isInDataExchange());
      enters(pair, pair.server, RIGHT);
      assertTrue(pair.areBothInDataExchange(), pair::toString);
    }

    @Test
    void aPenaltyOutlivesTheConnectionAndThenTheRightOneIsTaken() {
      Pair first = joined(PinStanding.FRESH);
      PinStanding standing = PinStanding.FRESH;
      for (int i = 0; i < 3; i++) {
        enters(first, first.client, OTHER);
        standing = standing.wrongOnce(Driven.START);
      }
      assertEquals(
          List.of(new Output.PinEntered(false), new Output.PinEntered(false)),
          first.server.pins().stream()
              .filter(Output.PinEntered.class::isInstance)
              .limit(2)
              .toList());

      Pair second = joined(standing);
      assertTrue(second.client.pins().contains(new Output.AskPin(true, true)));
      enters(second, second.client, OF_SERVER);
      enters(second, second.server, RIGHT);
      assertFalse(second.server.pins().contains(new Output.PinEntered(true)));
      second.runFor(Duration.ofSeconds(15));
      assertTrue(second.areBothInDataExchange(), second::toString);
    }
  }
}
