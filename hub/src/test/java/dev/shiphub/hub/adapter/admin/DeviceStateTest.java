package dev.shiphub.hub.adapter.admin;

import static dev.shiphub.hub.adapter.admin.Samples.NOW;
import static dev.shiphub.hub.adapter.admin.Samples.PUMP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.hub.core.Attempt;
import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.HubSnapshot.Device;
import dev.shiphub.hub.core.HubSnapshot.Link;
import dev.shiphub.hub.core.HubSnapshot.Past;
import dev.shiphub.hub.core.HubSnapshot.Place;
import dev.shiphub.hub.core.PinWait;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.hub.session.SessionFigures;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The word and the reason for every way in which a device can stand. */
final class DeviceStateTest {
  private static final Times TIMES = new Times(NOW, Instant.parse(Samples.TODAY));
  private static final Connection IN =
      new Connection(new ConnectionId(3), PUMP, Role.SERVER, "192.0.2.7:50000");
  private static final Attempt REFUSED =
      new Attempt(
          NOW.minusSeconds(200),
          "out",
          "192.0.2.7",
          "TLS",
          Trouble.OTHER_DEVICE,
          Optional.empty(),
          "wrong SKI");

  /** What a device has of all that decides about its state. */
  record Case(
      boolean isPaired,
      boolean isWaiting,
      boolean isInSession,
      Optional<Place> connection,
      boolean isSeen,
      boolean isDialling,
      Optional<Integer> dialInSeconds,
      boolean hasRemovedUs,
      boolean hasFailed) {
    Device device() {
      List<ServiceRecord> seen = isSeen ? List.of(Samples.service(PUMP)) : List.of();
      return new Device(
          PUMP,
          isPaired ? Optional.of(Samples.trust(PUMP)) : Optional.<TrustRecord>empty(),
          isWaiting,
          isInSession ? Optional.of(IN) : Optional.empty(),
          connection.map(place -> new Link(IN, place, NOW)).stream().toList(),
          seen,
          List.of(),
          false,
          Optional.empty(),
          isDialling,
          dialInSeconds.map(NOW::plusSeconds),
          hasRemovedUs,
          Optional.empty(),
          PinStanding.FRESH,
          hasFailed ? Samples.after(REFUSED) : Past.NONE);
    }
  }

  private static final Case NOTHING =
      new Case(false, false, false, Optional.empty(), false, false, Optional.empty(), false, false);

  private static Case unpaired(boolean isSeen, boolean hasFailed) {
    return new Case(
        false, false, false, Optional.empty(), isSeen, false, Optional.empty(), false, hasFailed);
  }

  private static Case paired(boolean isSeen, Optional<Integer> dial, boolean hasRemovedUs) {
    return new Case(true, false, false, Optional.empty(), isSeen, false, dial, hasRemovedUs, true);
  }

  private static Case linked(boolean isPaired, boolean isWaiting, boolean isIn, Place place) {
    return new Case(
        isPaired, isWaiting, isIn, Optional.of(place), true, false, Optional.empty(), false, false);
  }

  static Stream<Arguments> cases() {
    String last = "; 3 min ago, at TLS: wrong SKI";
    return Stream.of(
        Arguments.of(NOTHING, "", "not-seen", "not paired, not seen any more"),
        Arguments.of(unpaired(true, false), "", "seen", "not paired"),
        Arguments.of(unpaired(true, true), "", "seen", "not paired" + last),
        Arguments.of(
            paired(false, Optional.empty(), false),
            "",
            "not-seen",
            "not seen on the network; is it switched on?" + last),
        Arguments.of(
            paired(true, Optional.of(45), false),
            "",
            "waiting-to-dial",
            "next dial in 45 s" + last),
        Arguments.of(
            paired(true, Optional.empty(), false), "", "seen", "no dial is planned" + last),
        Arguments.of(
            paired(true, Optional.empty(), true),
            "",
            "removed-us",
            "the device has removed this hub, or knows it by another SHIP ID; add it there again,"
                + " then pair again"
                + last),
        Arguments.of(
            linked(true, false, true, Place.OWNER),
            "data exchange",
            "connected",
            "in data exchange for 30 s over c3"),
        Arguments.of(
            linked(false, true, false, Place.OWNER),
            "hello pending",
            "waiting-for-trust",
            "it asks to be paired; compare its SKI, then pair or deny it"),
        Arguments.of(
            linked(true, false, false, Place.OWNER),
            "hello ready",
            "waiting-for-device",
            "the device does not trust this hub yet; confirm it there"),
        Arguments.of(
            linked(true, false, false, Place.CANDIDATE),
            "PIN state",
            "connecting",
            "handshake: PIN state"),
        Arguments.of(
            linked(true, false, false, Place.CLOSING),
            "closing",
            "disconnecting",
            "the last connection is being closed"),
        Arguments.of(
            new Case(
                true, false, false, Optional.empty(), true, true, Optional.empty(), false, true),
            "",
            "connecting",
            "dialling" + last));
  }

  private static Arguments theirs(boolean isBusy, boolean isGiven, boolean wasRefused, String why) {
    PinWait wait = new PinWait(true, isBusy, isGiven, wasRefused);
    return Arguments.of(
        isGiven && !isBusy ? "PIN sent" : "PIN of the device awaited",
        Optional.of(wait),
        PinStanding.FRESH,
        why);
  }

  private static Arguments ours(PinStanding standing, String why) {
    return Arguments.of("own PIN awaited", Optional.empty(), standing, why);
  }

  static Stream<Arguments> waitsForAPin() {
    PinStanding wrongTwice = new PinStanding(false, 2, Optional.empty());
    PinStanding penalised = new PinStanding(false, 3, Optional.of(NOW.plusSeconds(12)));
    String busy = "the device looks at no PIN for now, because there were wrong ones; ";
    String enter = "read it off the device and pair with --pin PIN";
    return Stream.of(
        theirs(false, false, false, "the device requires its PIN; " + enter),
        theirs(false, false, true, "the PIN was wrong; " + enter),
        theirs(false, true, false, "its PIN was sent, the device has not judged it yet"),
        theirs(true, false, true, busy + "one that is entered now is sent afterwards"),
        theirs(true, true, false, busy + "the one that was entered is sent afterwards"),
        ours(PinStanding.FRESH, "the device has to enter this hub's PIN"),
        ours(wrongTwice, "the device has to enter this hub's PIN; wrong ones so far: 2"),
        ours(
            penalised,
            "the device has to enter this hub's PIN; wrong ones so far: 3, none is looked at for"
                + " 12 s"),
        Arguments.of(
            "PIN of the device awaited, own PIN awaited",
            Optional.of(new PinWait(true, false, false, false)),
            wrongTwice,
            "the device requires its PIN; "
                + enter
                + "; and the device has to enter this hub's PIN; wrong ones so far: 2"));
  }

  @ParameterizedTest
  @MethodSource("waitsForAPin")
  void everyWaitForAPinHasItsReason(
      String phase, Optional<PinWait> wait, PinStanding standing, String because) {
    Device device = linked(true, false, false, Place.OWNER).device();
    Device waiting =
        new Device(
            PUMP,
            device.trust(),
            false,
            Optional.empty(),
            device.connections(),
            device.services(),
            device.candidates(),
            device.isContested(),
            Optional.empty(),
            false,
            Optional.empty(),
            false,
            wait,
            standing,
            Past.NONE);
    assertEquals(
        new DeviceState(DeviceState.Word.WAITING_FOR_PIN, because),
        DeviceState.of(waiting, Optional.of(Samples.figures(phase)), TIMES));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyStateHasItsWordAndReason(Case is, String phase, String word, String because) {
    Optional<SessionFigures> figures =
        Optional.of(phase).filter(text -> !text.isEmpty()).map(Samples::figures);
    DeviceState state = DeviceState.of(is.device(), figures, TIMES);
    assertEquals(word, state.word().label());
    assertEquals(because, state.because());
  }
}
