package dev.shiphub.ship.transport;

import dev.shiphub.ship.port.Transport;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The accepted connections of a node that may be open at once. One that is being closed makes room
 * first: else those who are turned away and do not go would keep the others out. Any thread.
 */
final class Places {
  private final int most;
  private final SequencedSet<Place> taken = new LinkedHashSet<>();

  Places(int most) {
    this.most = most;
  }

  /** Room for one connection, until it is left. */
  final class Place {
    /** Empty until the connection is there. */
    private volatile Optional<Transport> guest = Optional.empty();

    private Place() {}

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
  }

  /** A place; empty if all are taken by connections that go on. */
  Optional<Place> take() {
    Optional<Place> displaced = Optional.empty();
    Place place = new Place();
    synchronized (this) {
      if (taken.size() >= most) {
        displaced = taken.stream().filter(Place::isEnding).findFirst();
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
}
