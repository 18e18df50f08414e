package dev.shiphub.hub.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The steps of the tour: a device dies and returns, another goes through all of pairing. */
final class TourSteps {
  /** In how many seconds the hub dials; gone once it does. */
  private static final String PLAN = "nextDialIn";

  /** A dial takes longer than this. */
  private static final Duration BLINK = Duration.ofMillis(1);

  /** A hub that does not dial when it said so is a fault that the step finds. */
  private static final int MOST_LOOKS = 1_000;

  private TourSteps() {}

  static List<TourStep> of(TourCast cast) {
    return List.of(
        kill(cast.killed()),
        comeBack(cast.killed()),
        unpair(cast.dialled()),
        ask(cast.dialled()),
        deny(cast.dialled()),
        pair(cast.dialled()),
        doubleDial(cast.dialled()),
        dialAgain(cast.dialled()));
  }

  static TourStep kill(int at) {
    return new TourStep(
        "kill",
        at,
        "is killed: SIGKILL, without a word to the hub",
        (ground, place) -> {
          ground.kill(place);
          return Optional.empty();
        },
        "its end is told, and no connection is left",
        sight -> sight.isDead() && sight.has("DeviceDisconnected") && sight.isApart());
  }

  static TourStep comeBack(int at) {
    return new TourStep(
        "return",
        at,
        "is started again, with the same key",
        (ground, place) -> {
          ground.startAgain(place);
          return Optional.empty();
        },
        "it is back in data exchange by itself, over one connection",
        sight -> sight.has("DeviceConnected") && sight.isConnectedOnce());
  }

  static TourStep unpair(int at) {
    return new TourStep(
        "unpair",
        at,
        "is unpaired",
        decision("unpair"),
        "its connection ends",
        sight ->
            sight.has("TrustWithdrawn", "DeviceDisconnected")
                && sight.isApart()
                && !sight.isPaired());
  }

  static TourStep ask(int at) {
    return new TourStep(
        "ask",
        at,
        "dials all the same, the pairing window is open",
        TourSteps::dialAtTheWindow,
        "it asks to be paired, and is not let in",
        sight ->
            sight.has("TrustRequested")
                && !sight.has("DeviceConnected")
                && sight.isOut()
                && !sight.isPaired());
  }

  static TourStep deny(int at) {
    return new TourStep(
        "deny",
        at,
        "is denied",
        decision("deny"),
        "the connection on which it asked ends",
        sight -> sight.has("TrustDenied", "AttemptFailed") && sight.isApart() && !sight.isPaired());
  }

  /** It was told that it is removed, so it leaves the next dial to the hub. */
  static TourStep pair(int at) {
    return new TourStep(
        "pair",
        at,
        "is paired again",
        decision("pair"),
        "the hub plans to dial it",
        sight -> sight.has("TrustGranted") && sight.isPaired() && isDialPlanned(sight));
  }

  private static boolean isDialPlanned(TourSight sight) {
    return sight.isApart() && sight.view().has(PLAN);
  }

  static TourStep doubleDial(int at) {
    return new TourStep(
        "double-dial",
        at,
        "and the hub dial each other in the same moment",
        TourSteps::dialWithHub,
        "both dials arrive, and exactly one connection is left, in data exchange",
        sight ->
            sight.dials().containsAll(List.of("hub", "device"))
                && sight.count("DeviceConnected") == 1
                && sight.isConnectedOnce());
  }

  static TourStep dialAgain(int at) {
    return new TourStep(
        "dial-again",
        at,
        "dials once more, though it is connected",
        TourSteps::dial,
        "the new session replaces the old one, and the device has never been away",
        sight ->
            sight.dials().contains("device")
                && sight.has("SessionReplaced")
                && !sight.has("DeviceDisconnected")
                && sight.isConnectedOnce());
  }

  private static TourStep.Action decision(String decision) {
    return (ground, place) -> ground.ask(ground.device(place), decision);
  }

  private static Optional<String> dial(TourGround ground, int place) throws IOException {
    ground.haveDial(place);
    return Optional.empty();
  }

  private static Optional<String> dialAtTheWindow(TourGround ground, int place) throws IOException {
    Optional<String> refusal = ground.openWindow();
    return refusal.isPresent() ? refusal : dial(ground, place);
  }

  /** Never before the hub: it drops its plan when the device is there first. */
  private static Optional<String> dialWithHub(TourGround ground, int place)
      throws IOException, InterruptedException {
    Doc view = ground.look(ground.device(place));
    for (int looks = 0; view.has(PLAN) && looks < MOST_LOOKS; looks++) {
      ground.pause(view.span(PLAN).plus(BLINK));
      view = ground.look(ground.device(place));
    }
    return dial(ground, place);
  }
}
