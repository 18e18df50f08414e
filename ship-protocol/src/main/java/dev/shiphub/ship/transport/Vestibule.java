package dev.shiphub.ship.transport;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The connections of a node that have not finished the upgrade: bounded, and those who say nothing
 * make room first. Any thread; the caller closes what it is handed.
 */
final class Vestibule {
  /** Whether a newcomer is let in. */
  sealed interface Admission {
    /** It is; the one that has to make room for it, if any, is the caller's to drop. */
    record Admitted(Optional<Arrival> displaced) implements Admission {}

    /** It is not, and is the caller's to drop. */
    record Full() implements Admission {}
  }

  private final TransportLimits.Door limits;
  private final SequencedSet<Arrival> present = new LinkedHashSet<>();

  Vestibule(TransportLimits.Door limits) {
    this.limits = limits;
  }

  /**
   * Lets a newcomer in if there is room, or if somebody who came before has not said a word. One
   * address cannot fill all the room.
   */
  synchronized Admission enter(Arrival newcomer) {
    List<Arrival> rivals = rivals(newcomer);
    Optional<Arrival> silent = rivals.stream().filter(arrival -> !arrival.hasSpoken()).findFirst();
    if (!rivals.isEmpty() && silent.isEmpty()) {
      return new Admission.Full();
    }
    silent.ifPresent(present::remove);
    present.add(newcomer);
    return new Admission.Admitted(silent);
  }

  /** Those of whom one has to go if the newcomer comes in; empty if there is room. */
  private List<Arrival> rivals(Arrival newcomer) {
    List<Arrival> neighbours =
        present.stream().filter(arrival -> arrival.address().equals(newcomer.address())).toList();
    if (neighbours.size() >= limits.arrivalsPerAddress()) {
      return neighbours;
    }
    return present.size() >= limits.arrivals() ? List.copyOf(present) : List.of();
  }

  /** Takes one out; false if it was displaced, or its door closed. */
  synchronized boolean leave(Arrival arrival) {
    return present.remove(arrival);
  }

  /** Takes all out who came by one door, and hands them over. */
  synchronized List<Arrival> close(Object door) {
    List<Arrival> all = present.stream().filter(arrival -> arrival.cameBy(door)).toList();
    present.removeAll(all);
    return all;
  }
}
