package dev.shiphub.ship.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * Room for so many arrivals. Whoever says nothing makes room first, then whoever is slow, then the
 * last of the origin that has most. Not safe for threads.
 */
final class Room {
  private final int most;
  private final int mostOfOrigin;
  private final Duration patience;
  private final SequencedSet<Arrival> present = new LinkedHashSet<>();

  /**
   * Empty.
   *
   * @param patience how long one may keep us waiting when others want in
   */
  Room(int most, int mostOfOrigin, Duration patience) {
    this.most = most;
    this.mostOfOrigin = mostOfOrigin;
    this.patience = patience;
  }

  /** Lets one in if there is room, or if another has to make room for it. */
  Vestibule.Admission enter(Arrival newcomer, Instant now) {
    List<Arrival> neighbours = of(newcomer.origin());
    boolean isShareTaken = neighbours.size() >= mostOfOrigin;
    if (!isShareTaken && present.size() < most) {
      present.add(newcomer);
      return new Vestibule.Admission.Admitted(Optional.empty());
    }
    List<Arrival> rivals = isShareTaken ? neighbours : List.copyOf(present);
    Optional<Arrival> displaced =
        first(rivals, now).or(() -> isShareTaken ? Optional.empty() : greedy(neighbours.size()));
    if (displaced.isEmpty()) {
      return new Vestibule.Admission.Full();
    }
    present.remove(displaced.get());
    present.add(newcomer);
    return new Vestibule.Admission.Admitted(displaced);
  }

  private Optional<Arrival> first(List<Arrival> rivals, Instant now) {
    return rivals.stream()
        .filter(rival -> !rival.hasSpoken())
        .findFirst()
        .or(() -> rivals.stream().filter(rival -> rival.isSlow(patience, now)).findFirst());
  }

  /** The last of the origin that has most, if that is more than a newcomer's would have then. */
  private Optional<Arrival> greedy(int neighbours) {
    Map<Origin, List<Arrival>> crowds =
        present.stream()
            .filter(arrival -> !arrival.isPaired())
            .collect(Collectors.groupingBy(Arrival::origin));
    return crowds.values().stream()
        .max(Comparator.comparingInt(List::size))
        .filter(crowd -> crowd.size() > neighbours + 1)
        .map(List::getLast);
  }

  private List<Arrival> of(Origin origin) {
    return present.stream().filter(arrival -> arrival.origin().equals(origin)).toList();
  }

  /** Takes one out; false if it is not here. */
  boolean leave(Arrival arrival) {
    return present.remove(arrival);
  }

  /** Takes all out who came by one door, and hands them over. */
  List<Arrival> close(Object door) {
    List<Arrival> all = present.stream().filter(arrival -> arrival.cameBy(door)).toList();
    present.removeAll(all);
    return all;
  }
}
