package dev.shiphub.hub.core;

import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Who waits for a user's decision about trust, and until when.
 *
 * <p>How many can wait is bounded, and shared out fairly among their addresses. Owned by the loop's
 * thread.
 */
final class PairingDesk {
  private static final int MOST_ANNOUNCED = 256;

  private final Duration longestWait;
  private final Map<Connection, Instant> waiting = new LinkedHashMap<>();
  private final SequencedMap<Ski, Instant> announced = new LinkedHashMap<>();

  PairingDesk(Duration longestWait) {
    this.longestWait = longestWait;
  }

  /**
   * The connection wants to wait. Returns who waits no more for its sake, which may be the
   * connection itself; empty if there was a place.
   *
   * @param places how many may wait
   */
  Optional<Connection> admit(Connection connection, int places, Instant now) {
    List<Connection> held = waiting();
    if (held.size() < places || held.contains(connection)) {
      waiting.put(connection, now.plus(longestWait));
      return Optional.empty();
    }
    Optional<Connection> yielding = FairShare.yielding(held, connection);
    yielding.ifPresent(
        other -> {
          waiting.remove(other);
          waiting.put(connection, now.plus(longestWait));
        });
    return yielding.or(() -> Optional.of(connection));
  }

  /** Hands out those that are too many. */
  List<Connection> trim(int places) {
    List<Connection> tooMany = new ArrayList<>();
    while (waiting.size() > places) {
      Connection last = FairShare.latestOfMost(waiting()).orElseThrow();
      waiting.remove(last);
      tooMany.add(last);
    }
    return tooMany;
  }

  /** Whether users have not heard of this device: they hear of it once in the longest wait. */
  boolean isNews(Ski ski, Instant now) {
    announced.values().removeIf(until -> !until.isAfter(now));
    if (announced.containsKey(ski)) {
      return false;
    }
    if (announced.size() >= MOST_ANNOUNCED) {
      announced.pollFirstEntry();
    }
    announced.put(ski, now.plus(longestWait));
    return true;
  }

  /** Everything is news again. */
  void forgetNews() {
    announced.clear();
  }

  /** The connection waits no more. */
  void forget(Connection connection) {
    waiting.remove(connection);
  }

  /** The user has decided about this device: the next time it asks is news again. */
  void decided(Ski ski) {
    announced.remove(ski);
  }

  /** Since when the connection waits is over: hands it out to be refused. */
  List<Connection> due(Instant now) {
    List<Connection> due = new ArrayList<>();
    waiting.forEach(
        (connection, until) -> {
          if (!until.isAfter(now)) {
            due.add(connection);
          }
        });
    due.forEach(waiting::remove);
    return due;
  }

  void close() {
    waiting.clear();
    announced.clear();
  }

  Optional<Instant> deadline() {
    return waiting.values().stream().min(Instant::compareTo);
  }

  /** The connections that wait, in the order in which they came. */
  List<Connection> waiting() {
    return List.copyOf(waiting.keySet());
  }

  /** Those of this device. */
  List<Connection> waiting(Ski ski) {
    return waiting.keySet().stream().filter(connection -> connection.peer().equals(ski)).toList();
  }
}
