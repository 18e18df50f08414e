package dev.shiphub.ship.transport;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.Acquaintances;
import dev.shiphub.ship.port.Transport;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;

/**
 * The accepted connections of a node that may be open at once, so many of them of paired devices
 * alone. One that is being closed makes room first: else those who are turned away and do not go
 * would keep the others out. Any thread.
 */
final class Places {
  private final int most;
  private final int mostStrangers;
  private final Acquaintances acquaintances;
  private final SequencedSet<Place> taken = new LinkedHashSet<>();

  /**
   * All free.
   *
   * @param kept how many of them strangers do not get
   */
  Places(int most, int kept, Acquaintances acquaintances) {
    this.most = most;
    this.mostStrangers = most - kept;
    this.acquaintances = acquaintances;
  }

  /** Room for one connection, until it is left. */
  final class Place {
    private final Ski peer;

    /** Empty until the connection is there. */
    private volatile Optional<Transport> guest = Optional.empty();

    private Place(Ski peer) {
      this.peer = peer;
    }

    /** Says who it is for. */
    void seat(Transport transport) {
      guest = Optional.of(transport);
    }

    void leave() {
      synchronized (Places.this) {
        taken.remove(this);
      }
    }

    private boolean isEnding() {
      return guest.filter(transport -> !transport.isOpen()).isPresent();
    }

    /** A stranger that is paired meanwhile is none. */
    private boolean isStrangers() {
      return !acquaintances.isPaired(peer);
    }
  }

  /** A place for this peer; empty if all that it may have are taken by connections that go on. */
  Optional<Place> take(Ski peer) {
    Optional<Place> displaced = Optional.empty();
    Place place = new Place(peer);
    synchronized (this) {
      if (isFull(place)) {
        Predicate<Place> rivals = place.isStrangers() ? Place::isStrangers : _ -> true;
        displaced = taken.stream().filter(rivals).filter(Place::isEnding).findFirst();
        if (displaced.isEmpty()) {
          return Optional.empty();
        }
        taken.remove(displaced.get());
      }
      taken.add(place);
    }
    displaced
        .flatMap(ending -> ending.guest)
        .ifPresent(transport -> transport.cut("made room for others"));
    return Optional.of(place);
  }

  private boolean isFull(Place newcomer) {
    if (taken.size() >= most) {
      return true;
    }
    return newcomer.isStrangers()
        && taken.stream().filter(Place::isStrangers).count() >= mostStrangers;
  }
}
