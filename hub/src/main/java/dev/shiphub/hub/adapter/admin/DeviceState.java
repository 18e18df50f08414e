package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.Attempt;
import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.HubSnapshot.Place;
import dev.shiphub.hub.session.SessionFigures;
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

  /** The words for states, which programs can rely on. */
  enum Word {
    /** In data exchange. */
    CONNECTED("connected"),
    /** A dial or a handshake is under way. */
    CONNECTING("connecting"),
    /** It asks to be paired, and nobody has decided. */
    WAITING_FOR_TRUST("waiting-for-trust"),
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
      return handshaking(device, phase.map(SessionFigures::phase).orElse("open"));
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
        figures.map(it -> " for " + Times.words(times.since(it.phaseSince()))).orElse("");
    return new DeviceState(Word.CONNECTED, "in data exchange" + since + " over " + session.id());
  }

  private static DeviceState handshaking(HubSnapshot.Device device, String phase) {
    if (device.trust().isPresent() && phase.equals(AWAITING_DEVICE)) {
      return new DeviceState(
          Word.WAITING_FOR_DEVICE, "the device does not trust this hub yet; confirm it there");
    }
    return new DeviceState(Word.CONNECTING, "handshake: " + phase);
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
      String when = "next dial in " + Times.words(times.until(device.nextDialAt().get()));
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
    return device.attempts().stream().findFirst().map(last -> words(last, times)).orElse("");
  }

  private static String words(Attempt attempt, Times times) {
    String ago = Times.words(times.since(attempt.at()));
    return "; " + ago + " ago, at " + attempt.phase() + ": " + attempt.outcome();
  }
}
