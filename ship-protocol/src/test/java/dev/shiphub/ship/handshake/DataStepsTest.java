package dev.shiphub.ship.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.wire.AccessMethods;
import dev.shiphub.ship.wire.AccessMethodsRequest;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.ConnectionClose.Reason;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import dev.shiphub.ship.wire.PinInput;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.ShipData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** PIN state none, data exchange, access methods and termination (SHIP 13.4.4.3 to 13.4.7). */
final class DataStepsTest {
  private static final ShipData DATA = new ShipData(ShipData.SPINE, JsonValue.JsonObject.EMPTY);
  private static final AccessMethods OWN = new AccessMethods(Driven.OWN_ID.value());
  private static final CloseReason WANTED = CloseReason.byUs(CloseReason.GOING_AWAY, "stopping");

  @Nested
  final class InThePinPhase {
    private final Driven driven = Driven.inPin(Role.CLIENT);

    @ParameterizedTest
    @EnumSource(
        value = PinState.State.class,
        names = {"NONE", "PIN_OK", "OPTIONAL"})
    void entersDataExchangeAndAsksForTheAccessMethods(PinState.State state) {
      driven.hears(new PinState(state, Optional.empty()));
      assertTrue(driven.outputs.contains(new Output.Completed()));
      assertEquals(List.of(new AccessMethodsRequest()), driven.sent());
    }

    @Test
    void keepsEarlyDataInOrderForLater() {
      ShipData second = new ShipData(ShipData.SPINE, JsonValue.object().put("second", 2).build());
      driven.hears(DATA).hears(second);
      assertEquals(List.of(), driven.outputs);
      driven.hears(PinState.NONE);
      List<Output> delivered =
          driven.outputs.stream().filter(Output.Deliver.class::isInstance).toList();
      assertEquals(List.of(new Output.Deliver(DATA), new Output.Deliver(second)), delivered);
    }

    @Test
    void ignoresEarlyDataOfAnotherProtocolAsLater() {
      driven.hears(new ShipData("xx9.9", JsonValue.JsonObject.EMPTY)).hears(PinState.NONE);
      assertFalse(driven.outputs.stream().anyMatch(Output.Deliver.class::isInstance));
    }

    @Test
    void endsWithAPeerThatSendsOnlyEarlyData() {
      for (int i = 0; i < Phase.PinVerification.MOST_EARLY; i++) {
        driven.hears(DATA);
      }
      assertFalse(driven.isClosed());
      assertTrue(driven.hears(DATA).isClosed());
    }

    @Test
    void givesUpAfterTenSeconds() {
      assertTrue(driven.waits(10).isClosed());
    }

    @Test
    void refusesAMessageThatDoesNotBelongHere() {
      assertTrue(driven.hears(new PinInput("12345678")).isClosed());
    }

    @Test
    void tellsAPeerOnlyThatItsMessageCouldNotBeRead() {
      driven.on(new Input.Unreadable("not JSON, line 1, column 7"));
      assertEquals("a message could not be read", driven.closes().getFirst().reason().phrase());
    }
  }

  @Nested
  final class InDataExchange {
    private final Driven driven = Driven.inData(Role.SERVER);

    @Test
    void deliversDataAtOnceThoughOurQuestionIsOpen() {
      driven.hears(DATA);
      assertEquals(List.of(new Output.Deliver(DATA)), driven.outputs);
    }

    @Test
    void answersEveryAccessMethodsRequest() {
      driven.hears(new AccessMethodsRequest()).hears(new AccessMethodsRequest());
      assertEquals(List.of(OWN, OWN), driven.sent());
    }

    @Test
    void tellsThePeersNameOnce() {
      driven.hears(new AccessMethods("device")).hears(new AccessMethods("device"));
      assertEquals(List.of(new Output.PeerNamed(new ShipId("device"))), driven.outputs);
    }

    @Test
    void takesAnEmptyNameForNone() {
      driven.on(Happening.received(1, "{'accessMethods':[{'id':''}]}"));
      assertInstanceOf(Output.Remark.class, driven.outputs.getFirst());
      assertEquals(1, driven.outputs.size());
    }

    // EEBUS.Net sends our own answer back.
    @Test
    void takesAnEchoOfOurOwnNameForNone() {
      driven.hears(OWN);
      assertInstanceOf(Output.Remark.class, driven.outputs.getFirst());
      assertEquals(1, driven.outputs.size());
    }

    @Test
    void staysWhenThePeerNeverAnswersOurQuestion() {
      driven.waits(3_600);
      assertInstanceOf(Phase.DataExchange.class, driven.phase());
      assertEquals(1, driven.outputs.size());
    }

    @Test
    void ignoresLateHandshakeMessages() {
      driven
          .hears(ConnectionInit.VALID)
          .hears(ConnectionHello.ready(Duration.ofSeconds(60)))
          .hears(Driven.CHOICE)
          .hears(PinState.NONE);
      assertInstanceOf(Phase.DataExchange.class, driven.phase());
      assertEquals(List.of(), driven.sent());
    }

    @Test
    void ignoresDataOfAnotherProtocol() {
      driven.hears(new ShipData("xx", JsonValue.JsonObject.EMPTY));
      assertInstanceOf(Output.Remark.class, driven.outputs.getFirst());
    }

    @Test
    void skipsTenUnusableMessagesAndEndsWithTheEleventh() {
      for (int i = 0; i < Handshake.MOST_SKIPPED; i += 2) {
        driven.on(new Input.Skippable("no value")).on(new Input.Unreadable("not JSON"));
      }
      assertFalse(driven.isClosed());
      assertTrue(driven.on(new Input.Skippable("no value")).isClosed());
    }
  }

  // PAR_queryAccessMethods no: then the peer's SHIP ID stays unknown, and nothing waits for it.
  @Nested
  final class WithoutAsking {
    private final Driven driven = Driven.inDataWithoutAsking();

    @Test
    void entersDataExchangeWithoutAQuestionOrARemarkThatItIsUnanswered() {
      assertEquals(List.of(new Output.Completed()), driven.outputs);
      assertEquals(List.of(new Output.Completed()), driven.waits(3_600).outputs);
    }

    @Test
    void stillAnswersThePeersQuestion() {
      assertEquals(List.of(OWN), driven.hears(new AccessMethodsRequest()).sent());
    }
  }

  @Nested
  final class Termination {
    private final Driven driven = Driven.inData(Role.CLIENT);

    @Test
    void isAnnouncedWithItsTimeAndReason() {
      driven.on(new Input.CloseWanted(Reason.UNSPECIFIC, WANTED));
      assertEquals(
          List.of(ConnectionClose.announce(Duration.ofMillis(500), Reason.UNSPECIFIC)),
          driven.sent());
      assertFalse(driven.isClosed());
    }

    /** Regression of field lesson A11. */
    @Test
    void endsWithTheConfirmation() {
      driven.on(new Input.CloseWanted(Reason.UNSPECIFIC, WANTED)).hears(ConnectionClose.CONFIRM);
      assertEquals(4001, driven.closeCode());
      assertEquals("stopping", driven.closes().getFirst().why());
    }

    /** Regression of field lesson A11. */
    @Test
    void endsAfterItsTimeWithoutAConfirmation() {
      driven.on(new Input.CloseWanted(Reason.UNSPECIFIC, WANTED)).waits(Duration.ofMillis(499));
      assertFalse(driven.isClosed());
      assertTrue(driven.waits(Duration.ofMillis(1)).isClosed());
    }

    @Test
    void confirmsACrossingAnnouncement() {
      driven
          .on(new Input.CloseWanted(Reason.UNSPECIFIC, WANTED))
          .forget()
          .hears(ConnectionClose.announce(Duration.ofMillis(500), Reason.UNSPECIFIC));
      assertEquals(List.of(ConnectionClose.CONFIRM), driven.sent());
      assertTrue(driven.isClosed());
    }

    @Test
    void byThePeerIsConfirmedAndThePeerCloses() {
      driven.hears(ConnectionClose.announce(Duration.ofSeconds(60), Reason.REMOVED_CONNECTION));
      assertEquals(List.of(ConnectionClose.CONFIRM), driven.sent());
      assertTrue(driven.outputs.contains(new Output.RemovedByPeer()));
      assertFalse(driven.waits(Duration.ofMillis(499)).isClosed());
      assertTrue(driven.waits(Duration.ofMillis(1)).isClosed());
      assertEquals(
          "the device removed this hub from its trusted devices", driven.closes().getFirst().why());
    }

    // jeebus gives us 100 ms; the evcc of 2022 names no time; ship-go has its own reasons.
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "[{'phase':'announce'},{'maxTime':100},{'reason':'unspecific'}] | 100",
          "[{'phase':'announce'}] | 500",
          "[{'phase':'announce'},{'maxTime':500},{'reason':'User close'}] | 500",
          "[{'phase':'announce'},{'maxTime':60000}] | 500"
        },
        quoteCharacter = '"')
    void waitsForThePeersCloseAsLongAsItSaysButNoLongerThanHalfASecond(String close, int millis) {
      driven.on(Happening.received(3, "{'connectionClose':" + close + "}"));
      assertEquals(List.of(new Output.Send(ConnectionClose.CONFIRM)), driven.outputs);
      assertFalse(driven.waits(Duration.ofMillis(millis - 1)).isClosed());
      assertEquals(4001, driven.waits(Duration.ofMillis(1)).closeCode());
    }

    // Tinkerforge: an announcement is answered by an announcement.
    @Test
    void takesAnAnnouncementForTheConfirmationOfOurs() {
      driven.on(new Input.CloseWanted(Reason.UNSPECIFIC, WANTED)).forget();
      driven.on(
          Happening.received(
              3,
              "{'connectionClose':[{'phase':'announce'},{'maxTime':500},{'reason':'User"
                  + " close'}]}"));
      assertEquals(List.of(ConnectionClose.CONFIRM), driven.sent());
      assertEquals("stopping", driven.closes().getFirst().why());
      assertFalse(driven.outputs.contains(new Output.RemovedByPeer()));
    }

    // It says how long it waits for our confirmation; if it forgets to close, we do.
    @Test
    void byThePeerIsClosedByUsAfterItsOwnTimeIfThatIsShorter() {
      driven.hears(ConnectionClose.announce(Duration.ofMillis(100), Reason.UNSPECIFIC));
      assertFalse(driven.waits(Duration.ofMillis(99)).isClosed());
      assertTrue(driven.waits(Duration.ofMillis(1)).isClosed());
      assertEquals("the device closed the connection", driven.closes().getFirst().why());
    }

    // The peer may have sent it before it heard of the close.
    @Test
    void deliversDataUntilTheConfirmation() {
      driven.on(new Input.CloseWanted(Reason.UNSPECIFIC, WANTED)).forget().hears(DATA);
      assertEquals(List.of(new Output.Deliver(DATA)), driven.outputs);
      driven.hears(ConnectionClose.CONFIRM).forget().hears(DATA);
      assertEquals(List.of(), driven.outputs);
    }

    @Test
    void deliversNoDataOfARemovedDevice() {
      driven.on(new Input.CloseWanted(Reason.REMOVED_CONNECTION, WANTED)).forget().hears(DATA);
      assertEquals(List.of(), driven.outputs);
    }

    @Test
    void ignoresDataAfterTheAnnouncementOfThePeer() {
      driven.hears(ConnectionClose.announce(Duration.ofMillis(100), Reason.UNSPECIFIC)).forget();
      driven.hears(DATA);
      assertEquals(List.of(), driven.outputs);
    }

    @Test
    void saysThatTheConnectionIsRemovedWhenTrustIsWithdrawn() {
      driven.on(new Input.TrustDenied());
      assertEquals(
          List.of(ConnectionClose.announce(Duration.ofMillis(500), Reason.REMOVED_CONNECTION)),
          driven.sent());
    }

    @Test
    void nothingHappensAfterTheEnd() {
      driven.on(new Input.PeerGone(CloseReason.byNetwork("reset"))).forget();
      driven.hears(DATA).on(new Input.TrustGranted()).waits(3_600);
      assertEquals(List.of(), driven.outputs);
    }
  }
}
