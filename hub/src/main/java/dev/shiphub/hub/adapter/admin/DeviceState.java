package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.Attempt;
import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.HubSnapshot.Place;
import dev.shiphub.hub.core.PinWait;
import dev.shiphub.hub.session.SessionFigures;
import dev.shiphub.hub.why.Elapsed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a device stands, at a glance.
 *
 * @param word one of {@link Word}
 * @param because why it is so, and what is awaited, in one line
 */
record DeviceState(Word word, String because) {
  /** The phase in which we are ready and the device is not, as sessions call it. */
  private static final String AWAITING_DEVICE = "hello ready";

  /** How phases end in which the device has to enter our PIN, as sessions call them. */
  private static final String AWAITING_OWN_PIN = "own PIN awaited";

  /** The words for states, which programs can rely on. */
  enum Word {
    /** In data exchange. */
    CONNECTED("connected"),
    /** A dial or a handshake is under way. */
    CONNECTING("connecting"),
    /** It asks to be paired, and nobody has decided. */
    WAITING_FOR_TRUST("waiting-for-trust"),
    /** It wants its PIN of us, or has to enter ours. */
    WAITING_FOR_PIN("waiting-for-pin"),
    /** We trust it and are connected, but it does not trust us yet. */
    WAITING_FOR_DEVICE("waiting-for-device"),
    /** The last connection is being closed. */
    DISCONNECTING("disconnecting"),
    /** It said that it removed us; it is not dialled any more. */
    REMOVED_US("removed-us"),
    /** The next dial is planned. */
    WAITING_TO_DIAL("waiting-to-dial"),
    /** It can be found, and nothing is planned. */
    SEEN("seen"),
    /** Nobody knows where to find it. */
    NOT_SEEN("not-seen");

    private final String label;

    Word(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /**
   * @param phase of the newest connection that is in use, if one is
   */
  static DeviceState of(HubSnapshot.Device device, Optional<SessionFigures> phase, Times times) {
    if (device.session().isPresent()) {
      return connected(device.session().get(), phase, times);
    }
    if (device.isWaiting()) {
      return new DeviceState(
          Word.WAITING_FOR_TRUST, "it asks to be paired; compare its SKI, then pair or deny it");
    }
    if (isInUse(device)) {
      return handshaking(device, phase.map(SessionFigures::phase).orElse("open"), times);
    }
    if (device.isDialling()) {
      return new DeviceState(Word.CONNECTING, "dialling" + lastAttempt(device, times));
    }
    if (!device.connections().isEmpty()) {
      return new DeviceState(Word.DISCONNECTING, "the last connection is being closed");
    }
    return device.trust().isPresent() ? paired(device, times) : unpaired(device, times);
  }

  private static DeviceState connected(
      Connection session, Optional<SessionFigures> figures, Times times) {
    String since =
        figures.map(it -> " for " + Elapsed.words(times.since(it.phaseSince()))).orElse("");
    return new DeviceState(Word.CONNECTED, "in data exchange" + since + " over " + session.id());
  }

  private static DeviceState handshaking(HubSnapshot.Device device, String phase, Times times) {
    List<String> awaited = awaitedPins(device, phase, times);
    if (!awaited.isEmpty()) {
      return new DeviceState(Word.WAITING_FOR_PIN, String.join("; and ", awaited));
    }
    if (device.trust().isPresent() && phase.equals(AWAITING_DEVICE)) {
      return new DeviceState(
          Word.WAITING_FOR_DEVICE, "the device does not trust this hub yet; confirm it there");
    }
    return new DeviceState(Word.CONNECTING, "handshake: " + phase);
  }

  /** Both sides may want a PIN, and people have to know of both. */
  private static List<String> awaitedPins(HubSnapshot.Device device, String phase, Times times) {
    List<String> awaited = new ArrayList<>();
    device.pinWait().filter(PinWait::isRequired).ifPresent(wait -> awaited.add(theirPin(wait)));
    if (phase.endsWith(AWAITING_OWN_PIN)) {
      awaited.add(ownPin(device, times));
    }
    return awaited;
  }

  private static String theirPin(PinWait wait) {
    if (wait.isBusy()) {
      return "the device looks at no PIN for now, because there were wrong ones"
          + (wait.isGiven() ? "; the one that was entered" : "; one that is entered now")
          + " is sent afterwards";
    }
    if (wait.isGiven()) {
      return "its PIN was sent, the device has not judged it yet";
    }
    return (wait.wasRefused() ? "the PIN was wrong; " : "the device requires its PIN; ")
        + "read it off the device and pair with --pin PIN";
  }

  private static String ownPin(HubSnapshot.Device device, Times times) {
    int wrong = device.standing().wrong();
    String words = "the device has to enter this hub's PIN";
    String tried = wrong == 0 ? "" : "; wrong ones so far: " + wrong;
    String penalty =
        device
            .standing()
            .busyUntil()
            .map(times::until)
            .filter(Duration::isPositive)
            .map(left -> ", none is looked at for " + Elapsed.words(left))
            .orElse("");
    return words + tried + penalty;
  }

  private static DeviceState paired(HubSnapshot.Device device, Times times) {
    if (device.hasRemovedUs()) {
      return new DeviceState(
          Word.REMOVED_US,
          "the device has removed this hub, or knows it by another SHIP ID; add it there again,"
              + " then pair again"
              + lastAttempt(device, times));
    }
    if (device.nextDialAt().isPresent()) {
      String when = "next dial in " + Elapsed.words(times.until(device.nextDialAt().get()));
      return new DeviceState(Word.WAITING_TO_DIAL, when + lastAttempt(device, times));
    }
    if (isFindable(device)) {
      return new DeviceState(Word.SEEN, "no dial is planned" + lastAttempt(device, times));
    }
    return new DeviceState(
        Word.NOT_SEEN, "not seen on the network; is it switched on?" + lastAttempt(device, times));
  }

  private static DeviceState unpaired(HubSnapshot.Device device, Times times) {
    return isFindable(device)
        ? new DeviceState(Word.SEEN, "not paired" + lastAttempt(device, times))
        : new DeviceState(
            Word.NOT_SEEN, "not paired, not seen any more" + lastAttempt(device, times));
  }

  private static boolean isInUse(HubSnapshot.Device device) {
    return device.connections().stream().anyMatch(link -> link.place() != Place.CLOSING);
  }

  private static boolean isFindable(HubSnapshot.Device device) {
    return !device.services().isEmpty() || device.fixed().isPresent();
  }

  private static String lastAttempt(HubSnapshot.Device device, Times times) {
    return device.past().last().map(last -> words(last, times)).orElse("");
  }

  private static String words(Attempt attempt, Times times) {
    String ago = Elapsed.words(times.since(attempt.at()));
    return "; " + ago + " ago, at " + attempt.phase() + ": " + attempt.outcome();
  }
}
