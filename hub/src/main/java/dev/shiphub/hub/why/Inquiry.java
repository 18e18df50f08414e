package dev.shiphub.hub.why;

import dev.shiphub.hub.core.Attempt;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.HubSnapshot.Place;
import dev.shiphub.hub.core.PinWait;
import dev.shiphub.hub.session.SessionFigures;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the cause: what goes on now counts before what went wrong last.
 *
 * @param isOnline whether multicast DNS has an interface to work on
 * @param isStopping whether the hub stops
 * @param now by the steady clock
 */
public record Inquiry(boolean isOnline, boolean isStopping, Instant now) {
  /** The phase in which we are ready and the device is not, as sessions call it. */
  private static final String AWAITING_DEVICE = "hello ready";

  /** How phases end in which the device has to enter our PIN, as sessions call them. */
  private static final String AWAITING_OWN_PIN = "own PIN awaited";

  /**
   * The verdict about one device.
   *
   * @param figures of its session; without one, of the newest connection in use
   */
  public Verdict of(HubSnapshot.Device device, Optional<SessionFigures> figures) {
    Optional<String> phase = figures.map(SessionFigures::phase);
    Optional<Instant> phaseSince = figures.map(SessionFigures::phaseSince);
    if (device.session().isPresent()) {
      return new Verdict(device, Cause.CONNECTED, phaseSince, Optional.empty(), phase);
    }
    Optional<Attempt> last = lastTold(device);
    if (isStopping) {
      return new Verdict(device, Cause.HUB_STOPPING, Optional.empty(), last, phase);
    }
    if (device.connections().stream().anyMatch(link -> link.place() != Place.CLOSING)) {
      return new Verdict(device, handshaking(device, phase.orElse("")), phaseSince, last, phase);
    }
    return device.trust().isPresent() ? paired(device, last) : unpaired(device, last);
  }

  /** That a dial was called off tells people nothing. */
  private static Optional<Attempt> lastTold(HubSnapshot.Device device) {
    return device.past().attempts().stream()
        .filter(attempt -> attempt.trouble() != Trouble.CANCELLED)
        .findFirst();
  }

  private Cause handshaking(HubSnapshot.Device device, String phase) {
    if (device.isWaiting()) {
      return Cause.DEVICE_ASKS;
    }
    Optional<PinWait> theirs = device.pinWait().filter(PinWait::isRequired);
    if (theirs.isPresent()) {
      return devicePin(theirs.get());
    }
    if (phase.endsWith(AWAITING_OWN_PIN)) {
      boolean isBlocked = device.standing().busyUntil().filter(now::isBefore).isPresent();
      return isBlocked ? Cause.OWN_PIN_BLOCKED : Cause.OWN_PIN_NEEDED;
    }
    return device.trust().isPresent() && phase.equals(AWAITING_DEVICE)
        ? Cause.AWAITING_DEVICE_TRUST
        : Cause.HANDSHAKE_RUNNING;
  }

  private static Cause devicePin(PinWait wait) {
    if (wait.isBusy()) {
      return Cause.DEVICE_PIN_BLOCKED;
    }
    if (wait.isGiven()) {
      return Cause.DEVICE_PIN_SENT;
    }
    return wait.wasRefused() ? Cause.DEVICE_PIN_WRONG : Cause.DEVICE_PIN_NEEDED;
  }

  private static Verdict unpaired(HubSnapshot.Device device, Optional<Attempt> last) {
    Cause cause =
        last.flatMap(Inquiry::ofStranger)
            .orElse(isFindable(device) ? Cause.NOT_PAIRED : Cause.NOT_PAIRED_GONE);
    Optional<Instant> since =
        cause == Cause.NOT_PAIRED_GONE ? device.past().goneSince() : last.map(Attempt::at);
    return new Verdict(device, cause, since, last, Optional.empty());
  }

  /** What an attempt without trust may tell; anything else is not worth telling. */
  private static Optional<Cause> ofStranger(Attempt attempt) {
    return switch (attempt.trouble()) {
      case DENIED -> Optional.of(Cause.DENIED);
      case UNDECIDED -> Optional.of(Cause.UNDECIDED);
      case LIMIT -> Optional.of(Cause.HUB_FULL);
      default -> Optional.empty();
    };
  }

  private Verdict paired(HubSnapshot.Device device, Optional<Attempt> last) {
    if (device.hasRemovedUs()) {
      boolean isOtherId =
          last.flatMap(Attempt::said).filter(CloseReason::isOtherShipId).isPresent();
      return new Verdict(
          device,
          isOtherId ? Cause.SHIP_ID_MISMATCH : Cause.DEVICE_REMOVED_HUB,
          last.map(Attempt::at),
          last,
          Optional.empty());
    }
    Optional<Instant> away = device.past().awaySince();
    if (!isFindable(device)) {
      return new Verdict(
          device, lost(device), device.past().goneSince().or(() -> away), last, Optional.empty());
    }
    Cause cause = last.flatMap(attempt -> ofFriend(device, attempt)).orElseGet(() -> next(device));
    return new Verdict(device, cause, away, last, Optional.empty());
  }

  private Cause lost(HubSnapshot.Device device) {
    if (!isOnline) {
      return Cause.HUB_OFFLINE;
    }
    return device.past().goneSince().isPresent() ? Cause.VANISHED : Cause.NOT_SEEN;
  }

  private static boolean isFindable(HubSnapshot.Device device) {
    return !device.services().isEmpty() || device.fixed().isPresent();
  }

  /** Nothing went wrong yet. */
  private static Cause next(HubSnapshot.Device device) {
    if (device.isDialling()) {
      return Cause.DIALLING;
    }
    return device.connections().isEmpty() ? Cause.DIAL_PLANNED : Cause.CLOSING;
  }

  private static Optional<Cause> ofFriend(HubSnapshot.Device device, Attempt attempt) {
    return switch (attempt.trouble()) {
      case NAME_UNKNOWN -> Optional.of(Cause.NAME_UNKNOWN);
      case CONNECTION_REFUSED -> Optional.of(Cause.CONNECTION_REFUSED);
      case UNREACHABLE -> Optional.of(Cause.UNREACHABLE);
      case NO_ANSWER -> Optional.of(Cause.NO_ANSWER);
      case TLS_SILENT -> Optional.of(Cause.TLS_SILENT);
      case TLS_FAILED -> Optional.of(Cause.TLS_FAILED);
      case OTHER_DEVICE ->
          Optional.of(device.isContested() ? Cause.TWO_CLAIMANTS : Cause.OTHER_DEVICE);
      case BAD_CERTIFICATE -> Optional.of(Cause.BAD_CERTIFICATE);
      case UPGRADE_SILENT -> Optional.of(Cause.UPGRADE_SILENT);
      case NO_SHIP -> Optional.of(Cause.NO_SHIP);
      case NO_PLACE -> Optional.of(Cause.DEVICE_FULL);
      case SILENT -> Optional.of(silent(attempt));
      case VIOLATION -> Optional.of(Cause.BREAKS_PROTOCOL);
      case INCOMPATIBLE -> Optional.of(Cause.INCOMPATIBLE);
      case REJECTED -> Optional.of(Cause.DEVICE_REFUSES_TRUST);
      case CLOSED ->
          Optional.of(wasConnected(attempt) ? Cause.DEVICE_CLOSED : Cause.CLOSED_IN_HANDSHAKE);
      case BROKEN ->
          Optional.of(wasConnected(attempt) ? Cause.CONNECTION_BROKE : Cause.BROKE_IN_HANDSHAKE);
      case DOUBLE -> Optional.of(Cause.DOUBLE_CONNECTION);
      case LIMIT -> Optional.of(Cause.HUB_FULL);
      case OVERRUN -> Optional.of(Cause.HUB_OVERRUN);
      case INTERNAL -> Optional.of(Cause.HUB_FAULT);
      case WANTED -> Optional.of(Cause.DISCONNECTED_BY_USER);
      // Of the time before it was paired, or over.
      case DENIED, UNDECIDED, STOPPING, CANCELLED -> Optional.empty();
    };
  }

  private static Cause silent(Attempt attempt) {
    if (wasConnected(attempt)) {
      return Cause.FELL_SILENT;
    }
    if (attempt.phase().equals(Stage.HELLO.label())) {
      return Cause.DEVICE_UNDECIDED;
    }
    boolean hasSpoken =
        attempt.phase().equals(Stage.PROTOCOL.label()) || attempt.phase().equals(Stage.PIN.label());
    return hasSpoken ? Cause.SILENT_IN_HANDSHAKE : Cause.SILENT_AT_START;
  }

  private static boolean wasConnected(Attempt attempt) {
    return attempt.phase().equals(Stage.DATA.label());
  }
}
