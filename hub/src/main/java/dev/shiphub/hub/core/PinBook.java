package dev.shiphub.hub.core;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Ski;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What is known of PINs: those that users entered for devices, which of them wait for one, and how
 * devices stand with ours.
 *
 * <p>A user's PIN is kept in memory only, and for paired devices only. As long as its device has
 * not found it right it is given to one connection, once: a wrong one must not be tried again by
 * itself, or the device would punish us for it. Owned by the loop's thread.
 */
final class PinBook {
  private final Map<Ski, Held> held = new HashMap<>();
  private final Map<Ski, PinStanding> standings = new HashMap<>();
  private final SequencedMap<Connection, PinWait> waiting = new LinkedHashMap<>();
  private final Set<Ski> announced = new HashSet<>();

  /**
   * A PIN that a user entered.
   *
   * @param isRight whether its device has said so
   * @param givenTo the connection that has it, while the device has not judged it
   */
  private record Held(Pin pin, boolean isRight, Optional<Connection> givenTo) {
    boolean isFree() {
      return isRight || givenTo.isEmpty();
    }
  }

  // ---- their PIN, asked of us

  /** The device wants its PIN on this connection; returns whether that is news for users. */
  boolean asked(Connection connection, boolean isRequired, boolean isBusy) {
    boolean wasRefused =
        Optional.ofNullable(waiting.get(connection)).filter(PinWait::wasRefused).isPresent();
    waiting.put(connection, new PinWait(isRequired, isBusy, false, wasRefused));
    boolean isNews = !held.containsKey(connection.peer()) && announced.add(connection.peer());
    return isNews;
  }

  /** A user entered the PIN of a device. */
  void enter(Ski ski, Pin pin) {
    held.put(ski, new Held(pin, false, Optional.empty()));
    announced.remove(ski);
  }

  /** The PIN for this connection, if there is one that may be given to it. */
  Optional<Pin> give(Connection connection) {
    Held pin = held.get(connection.peer());
    PinWait wait = waiting.get(connection);
    if (pin == null || wait == null || !pin.isFree()) {
      return Optional.empty();
    }
    held.put(connection.peer(), new Held(pin.pin(), pin.isRight(), Optional.of(connection)));
    waiting.put(connection, new PinWait(wait.isRequired(), wait.isBusy(), true, false));
    return Optional.of(pin.pin());
  }

  /** The device has looked at the PIN; a wrong one is forgotten. */
  void judged(Connection connection, boolean isRight) {
    Ski ski = connection.peer();
    PinWait wait = waiting.remove(connection);
    if (isRight) {
      held.computeIfPresent(ski, (_, pin) -> new Held(pin.pin(), true, Optional.empty()));
      return;
    }
    held.remove(ski);
    if (wait != null) {
      waiting.put(connection, new PinWait(wait.isRequired(), wait.isBusy(), false, true));
    }
  }

  /** The first connection of the device that waits for its PIN. */
  Optional<Connection> waiting(Ski ski) {
    return waiting.keySet().stream()
        .filter(connection -> connection.peer().equals(ski))
        .findFirst();
  }

  Optional<PinWait> wait(Ski ski) {
    return waiting(ski).map(waiting::get);
  }

  /** Data exchange is open, so the device is content, unless it can do without. */
  void completed(Connection connection) {
    if (Optional.ofNullable(waiting.get(connection)).filter(PinWait::isRequired).isPresent()) {
      waiting.remove(connection);
    }
  }

  /** The connection is gone; a PIN that was not judged on it may have been wrong. */
  void closed(Connection connection) {
    waiting.remove(connection);
    Held pin = held.get(connection.peer());
    if (pin != null && !pin.isRight() && pin.givenTo().equals(Optional.of(connection))) {
      held.remove(connection.peer());
    }
  }

  // ---- our PIN, entered by them

  void remember(Ski ski, PinStanding standing) {
    standings.put(ski, standing);
  }

  PinStanding standing(Ski ski) {
    return standings.getOrDefault(ski, PinStanding.FRESH);
  }

  /** The device is not paired any more, or could not be. */
  void forget(Ski ski) {
    held.remove(ski);
    standings.remove(ski);
    announced.remove(ski);
  }
}
