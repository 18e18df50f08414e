package dev.shiphub.hub.core;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Ski;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

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
  private final SequencedMap<Connection, Wish> wishes = new LinkedHashMap<>();
  private final Map<Ski, News> told = new HashMap<>();

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

  /**
   * A device wants its PIN on a connection.
   *
   * @param wasRefused whether the last one was wrong
   */
  private record Wish(boolean isRequired, boolean isBusy, boolean wasRefused) {}

  /** The most that users were told since one of them entered a PIN; more comes later. */
  private enum News {
    IT_IS_BUSY,
    IT_TAKES_ONE
  }

  // ---- their PIN, asked of us

  /** The device wants its PIN on this connection; returns whether that is news for users. */
  boolean asked(Connection connection, boolean isRequired, boolean isBusy) {
    boolean wasRefused =
        Optional.ofNullable(wishes.get(connection)).filter(Wish::wasRefused).isPresent();
    wishes.put(connection, new Wish(isRequired, isBusy, wasRefused));
    News news = isBusy ? News.IT_IS_BUSY : News.IT_TAKES_ONE;
    News before = told.get(connection.peer());
    // A device that says one and the other by turns is no news for ever.
    if (held.containsKey(connection.peer()) || (before != null && before.compareTo(news) >= 0)) {
      return false;
    }
    told.put(connection.peer(), news);
    return true;
  }

  /** A user entered the PIN of a device. */
  void enter(Ski ski, Pin pin) {
    held.put(ski, new Held(pin, false, Optional.empty()));
    told.remove(ski);
  }

  /** The PIN for this connection, if there is one that may be given to it. */
  Optional<Pin> give(Connection connection) {
    Held pin = held.get(connection.peer());
    if (pin == null || !wishes.containsKey(connection) || !pin.isFree()) {
      return Optional.empty();
    }
    held.put(connection.peer(), new Held(pin.pin(), pin.isRight(), Optional.of(connection)));
    return Optional.of(pin.pin());
  }

  /** The device has looked at the PIN; a wrong one is forgotten. */
  void judged(Connection connection, boolean isRight) {
    Ski ski = connection.peer();
    if (isRight) {
      wishes.remove(connection);
      held.computeIfPresent(ski, (_, pin) -> new Held(pin.pin(), true, Optional.empty()));
    } else {
      wishes.computeIfPresent(
          connection, (_, wish) -> new Wish(wish.isRequired(), wish.isBusy(), true));
      held.remove(ski);
    }
  }

  /** The first connection of the device that waits for its PIN. */
  Optional<Connection> waiting(Ski ski) {
    return wishes.keySet().stream().filter(connection -> connection.peer().equals(ski)).findFirst();
  }

  Optional<PinWait> wait(Ski ski) {
    return waiting(ski).map(this::wait);
  }

  PinWait wait(Connection connection) {
    Wish wish = Objects.requireNonNull(wishes.get(connection));
    boolean isGiven =
        Optional.ofNullable(held.get(connection.peer()))
            .flatMap(Held::givenTo)
            .filter(connection::equals)
            .isPresent();
    return new PinWait(wish.isRequired(), wish.isBusy(), isGiven, wish.wasRefused() && !isGiven);
  }

  /** Data exchange is open, so the device is content, unless it can do without. */
  void completed(Connection connection) {
    if (Optional.ofNullable(wishes.get(connection)).filter(Wish::isRequired).isPresent()) {
      wishes.remove(connection);
    }
  }

  /** The connection is being closed: nobody waits on it any more. */
  void retired(Connection connection) {
    wishes.remove(connection);
  }

  /** The connection is gone; a PIN that was not judged on it may have been wrong. */
  void closed(Connection connection) {
    wishes.remove(connection);
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
    told.remove(ski);
  }
}
