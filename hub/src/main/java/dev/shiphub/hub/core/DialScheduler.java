package dev.shiphub.hub.core;

import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When to dial whom: a table of instants, and the set of dials under way.
 *
 * <p>A device is in at most one of the two. A dial enters the set when it is handed out and leaves
 * it by its one outcome; there is no flag that could stay behind and no timer object. Owned by the
 * loop's thread.
 */
final class DialScheduler {
  private final Map<Ski, Instant> planned = new HashMap<>();
  private final Set<Ski> underWay = new HashSet<>();
  private boolean isClosed;

  /** Plans a dial, unless one is planned or under way, or the scheduler is closed. */
  void plan(Ski ski, Instant at) {
    if (!isClosed && !underWay.contains(ski)) {
      planned.putIfAbsent(ski, at);
    }
  }

  /** Drops the plan, if there is one. A dial under way goes on. */
  void unplan(Ski ski) {
    planned.remove(ski);
  }

  /** Hands out the dials whose time has come; they are under way now. */
  List<Ski> due(Instant now) {
    List<Ski> due = new ArrayList<>();
    planned.forEach(
        (ski, at) -> {
          if (!at.isAfter(now)) {
            due.add(ski);
          }
        });
    due.sort(null);
    due.forEach(planned::remove);
    underWay.addAll(due);
    return due;
  }

  /**
   * The outcome of a dial.
   *
   * @throws IllegalStateException if none was under way: an outcome came twice
   */
  void finish(Ski ski) {
    if (!underWay.remove(ski)) {
      throw new IllegalStateException("a second outcome of the dial to " + ski.brief());
    }
  }

  /** Drops all plans and makes no more. */
  void close() {
    isClosed = true;
    planned.clear();
  }

  Optional<Instant> deadline() {
    return planned.values().stream().min(Instant::compareTo);
  }

  Optional<Instant> plannedAt(Ski ski) {
    return Optional.ofNullable(planned.get(ski));
  }

  boolean isUnderWay(Ski ski) {
    return underWay.contains(ski);
  }

  Set<Ski> underWay() {
    return Set.copyOf(underWay);
  }
}
