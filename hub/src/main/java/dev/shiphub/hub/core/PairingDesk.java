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
 * <p>How many can wait is bounded by the places for strangers in the registry. Owned by the loop's
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
   * The connection waits. Returns whether that is news: the same device asks once in the longest
   * wait.
   */
  boolean ask(Connection connection, Instant now) {
    waiting.put(connection, now.plus(longestWait));
    announced.values().removeIf(until -> !until.isAfter(now));
    boolean isNews = !announced.containsKey(connection.peer());
    if (isNews) {
      if (announced.size() >= MOST_ANNOUNCED) {
        announced.pollFirstEntry();
      }
      announced.put(connection.peer(), now.plus(longestWait));
    }
    return isNews;
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

  /** The connections of this device that wait. */
  List<Connection> waiting(Ski ski) {
    return waiting.keySet().stream().filter(connection -> connection.peer().equals(ski)).toList();
  }
}
