package dev.shiphub.hub.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.shiphub.hub.adapter.admin.Samples;
import dev.shiphub.hub.core.HubSnapshot.Place;
import dev.shiphub.hub.session.SessionFigures;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which cause is found for all that the hub may show of a device. */
final class InquiryTest {
  private static final Inquiry INQUIRY = new Inquiry(true, false, Samples.NOW);
  private static final PinStanding BLOCKED =
      new PinStanding(false, 3, Optional.of(Samples.NOW.plusSeconds(10)));
  private static final PinStanding FREE_AGAIN = new PinStanding(false, 3, Optional.of(Samples.NOW));

  private static Cause cause(Draft draft, String phase) {
    Optional<SessionFigures> figures =
        Optional.of(phase).filter(text -> !text.isEmpty()).map(Samples::figures);
    return INQUIRY.of(draft.device(), figures).cause();
  }

  private static Draft linked() {
    return Draft.friend().linked(Place.OWNER);
  }

  private static Draft stranger() {
    return Draft.of(Samples.PUMP);
  }

  private static Arguments live(Cause expected, Draft draft, String phase) {
    return arguments(expected, draft, phase);
  }

  static Stream<Arguments> now() {
    return Stream.of(
        live(Cause.CONNECTED, Draft.friend().inSession(), "data exchange"),
        live(Cause.DEVICE_ASKS, stranger().waiting(), "hello pending"),
        live(Cause.AWAITING_DEVICE_TRUST, linked(), "hello ready"),
        live(Cause.HANDSHAKE_RUNNING, linked(), "init"),
        live(Cause.HANDSHAKE_RUNNING, stranger().linked(Place.OWNER), "hello ready"),
        live(Cause.DEVICE_PIN_NEEDED, linked().wantsPin(false, false, false), "PIN"),
        live(Cause.DEVICE_PIN_WRONG, linked().wantsPin(false, false, true), "PIN"),
        live(Cause.DEVICE_PIN_SENT, linked().wantsPin(false, true, true), "PIN"),
        live(Cause.DEVICE_PIN_BLOCKED, linked().wantsPin(true, true, true), "PIN"),
        live(Cause.OWN_PIN_NEEDED, linked().standing(FREE_AGAIN), "own PIN awaited"),
        live(Cause.OWN_PIN_BLOCKED, linked().standing(BLOCKED), "own PIN awaited"));
  }

  @ParameterizedTest
  @MethodSource("now")
  void aConnectionInUseSaysWhatIsAwaited(Cause expected, Draft draft, String phase) {
    assertEquals(expected, cause(draft, phase));
  }

  // What the last attempt of a paired device that can be found ended with.
  @ParameterizedTest
  @CsvSource({
    "connect, NAME_UNKNOWN, NAME_UNKNOWN",
    "connect, CONNECTION_REFUSED, CONNECTION_REFUSED",
    "connect, UNREACHABLE, UNREACHABLE",
    "connect, NO_ANSWER, NO_ANSWER",
    "TLS, TLS_SILENT, TLS_SILENT",
    "TLS, TLS_FAILED, TLS_FAILED",
    "TLS, OTHER_DEVICE, OTHER_DEVICE",
    "TLS, BAD_CERTIFICATE, BAD_CERTIFICATE",
    "upgrade, UPGRADE_SILENT, UPGRADE_SILENT",
    "upgrade, NO_SHIP, NO_SHIP",
    "no place, NO_PLACE, DEVICE_FULL",
    "upgrade, BROKEN, BROKE_IN_HANDSHAKE",
    "opening, SILENT, SILENT_AT_START",
    "init, SILENT, SILENT_AT_START",
    "hello, SILENT, DEVICE_UNDECIDED",
    "protocol handshake, SILENT, SILENT_IN_HANDSHAKE",
    "PIN, SILENT, SILENT_IN_HANDSHAKE",
    "data exchange, SILENT, FELL_SILENT",
    "hello, REJECTED, DEVICE_REFUSES_TRUST",
    "hello, VIOLATION, BREAKS_PROTOCOL",
    "protocol handshake, INCOMPATIBLE, INCOMPATIBLE",
    "PIN, CLOSED, CLOSED_IN_HANDSHAKE",
    "data exchange, CLOSED, DEVICE_CLOSED",
    "hello, BROKEN, BROKE_IN_HANDSHAKE",
    "data exchange, BROKEN, CONNECTION_BROKE",
    "init, DOUBLE, DOUBLE_CONNECTION",
    "init, LIMIT, HUB_FULL",
    "data exchange, OVERRUN, HUB_OVERRUN",
    "internal, INTERNAL, HUB_FAULT",
    "data exchange, WANTED, DISCONNECTED_BY_USER",
    "hello, DENIED, DIAL_PLANNED",
    "hello, UNDECIDED, DIAL_PLANNED",
    "cancelled, CANCELLED, DIAL_PLANNED"
  })
  void theLastAttemptSaysWhatIsWrong(String phase, Trouble trouble, Cause expected) {
    Draft draft = Draft.friend().ended(phase, trouble).dialPlanned();
    assertEquals(expected, cause(draft, ""));
    assertEquals(
        expected == Cause.DIAL_PLANNED ? Cause.DIALLING : expected, cause(draft.dialling(), ""));
  }

  @Test
  void aDialThatWasCalledOffHidesNothing() {
    Draft draft =
        Draft.friend().ended("connect", Trouble.NO_ANSWER).ended("cancelled", Trouble.CANCELLED);
    assertEquals(Cause.NO_ANSWER, cause(draft, ""));
  }

  @Test
  void twoHostsThatClaimOneDeviceAreNamedWhereTheWrongOneAnswered() {
    Draft draft = Draft.friend().contested().ended("TLS", Trouble.OTHER_DEVICE);
    assertEquals(Cause.TWO_CLAIMANTS, cause(draft, ""));
    assertEquals(Cause.NO_ANSWER, cause(draft.ended("connect", Trouble.NO_ANSWER), ""));
  }

  @Test
  void aPairedDeviceThatIsNotThereIsLookedForWhereItWas() {
    assertEquals(Cause.NOT_SEEN, cause(stranger().paired(), ""));
    assertEquals(Cause.VANISHED, cause(Draft.friend().gone(), ""));
    assertEquals(
        Cause.HUB_OFFLINE,
        new Inquiry(false, false, Samples.NOW)
            .of(Draft.friend().gone().device(), Optional.empty())
            .cause());
  }

  @Test
  void aPairedDeviceIsCalledOrItsLastConnectionCloses() {
    assertEquals(Cause.DIAL_PLANNED, cause(Draft.friend().dialPlanned(), ""));
    assertEquals(Cause.DIALLING, cause(Draft.friend().dialling(), ""));
    assertEquals(Cause.CLOSING, cause(Draft.friend().linked(Place.CLOSING), ""));
  }

  @Test
  void aDeviceThatRemovedTheHubIsToldFromOneThatKnowsItByAnotherName() {
    Draft removed =
        Draft.friend()
            .removedUs()
            .ended("data exchange", Trouble.CLOSED, CloseReason.byPeer(4001, "close"));
    assertEquals(Cause.DEVICE_REMOVED_HUB, cause(removed, ""));
    removed.ended("hello", Trouble.CLOSED, CloseReason.byPeer(4450, "SHIP ID mismatch"));
    assertEquals(Cause.SHIP_ID_MISMATCH, cause(removed, ""));
  }

  @Test
  void aDeviceThatIsNotPairedSaysWhoDecided() {
    assertEquals(Cause.NOT_PAIRED, cause(stranger().announced("x"), ""));
    assertEquals(Cause.NOT_PAIRED_GONE, cause(stranger(), ""));
    assertEquals(Cause.DENIED, cause(stranger().ended("hello", Trouble.DENIED), ""));
    assertEquals(Cause.UNDECIDED, cause(stranger().ended("hello", Trouble.UNDECIDED), ""));
    assertEquals(Cause.HUB_FULL, cause(stranger().ended("init", Trouble.LIMIT), ""));
    assertEquals(
        Cause.NOT_PAIRED, cause(stranger().announced("x").ended("hello", Trouble.BROKEN), ""));
  }

  @Test
  void aHubThatStopsSaysSo() {
    assertEquals(
        Cause.HUB_STOPPING,
        new Inquiry(true, true, Samples.NOW).of(Draft.friend().device(), Optional.empty()).cause());
  }

  @Test
  void everyStageHasTheNameThatAttemptsGiveIt() {
    Set<String> stages = Stream.of(Stage.values()).map(Stage::label).collect(Collectors.toSet());
    assertEquals(
        Set.of("opening", "init", "hello", "protocol handshake", "PIN", "data exchange"), stages);
  }

  @Test
  void itTellsSinceWhen() {
    Verdict verdict = INQUIRY.of(Draft.friend().gone().device(), Optional.empty());
    assertEquals(Optional.of(Samples.NOW.minusSeconds(60)), verdict.since());
    Verdict away =
        INQUIRY.of(Draft.friend().ended("connect", Trouble.NO_ANSWER).device(), Optional.empty());
    assertEquals(Optional.of(Samples.NOW.minusSeconds(70)), away.since());
  }
}
