package dev.shiphub.ship.transport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The connections of a node that have not finished the upgrade: bounded, with a room of its own for
 * those that come from addresses of paired devices. Any thread; the caller closes what it is
 * handed.
 */
final class Vestibule {
  /** Whether a newcomer is let in. */
  sealed interface Admission {
    /** It is; the one that has to make room for it, if any, is the caller's to drop. */
    record Admitted(Optional<Arrival> displaced) implements Admission {}

    /** It is not, and is the caller's to drop. */
    record Full() implements Admission {}
  }

  private final Room anybody;
  private final Room reserve;

  Vestibule(TransportLimits.Door door, TransportLimits.Reserve kept) {
    anybody = new Room(door.arrivals(), door.arrivalsPerAddress(), door.patience());
    reserve = new Room(kept.arrivals(), kept.arrivalsPerAddress(), door.patience());
  }

  /**
   * Lets a newcomer in if there is room, or if somebody who came before has to make room. One
   * address cannot fill all the room; one that is known has a share of the reserve besides.
   */
  synchronized Admission enter(Arrival newcomer, Instant now) {
    if (newcomer.isKnown() && reserve.enter(newcomer, now) instanceof Admission.Admitted reserved) {
      newcomer.reserve(true);
      return reserved;
    }
    return anybody.enter(newcomer, now);
  }

  /**
   * TLS has shown that this is no paired device: out of the reserve, and among the others if there
   * is room for it.
   */
  synchronized Admission giveUpReserve(Arrival stranger, Instant now) {
    if (!reserve.leave(stranger)) {
      return new Admission.Admitted(Optional.empty());
    }
    stranger.reserve(false);
    return anybody.enter(stranger, now);
  }

  /** Takes one out; false if it was displaced, or its door closed. */
  synchronized boolean leave(Arrival arrival) {
    return anybody.leave(arrival) || reserve.leave(arrival);
  }

  /** Takes all out who came by one door, and hands them over. */
  synchronized List<Arrival> close(Object door) {
    List<Arrival> all = new ArrayList<>(anybody.close(door));
    all.addAll(reserve.close(door));
    return all;
  }
}
