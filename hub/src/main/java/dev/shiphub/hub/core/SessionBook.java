package dev.shiphub.hub.core;

import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the beginnings and ends of owning connections into what the application hears.
 *
 * <p>A session is a connection that owns its device's slot and is in data exchange. Its end is held
 * back for the hand-over time: if another begins within it, the session was replaced and the device
 * never left. So the notices of one device strictly alternate, whatever the order of calls. Owned
 * by the loop's thread.
 */
final class SessionBook {
  private final Duration handover;
  private final Map<Ski, State> states = new HashMap<>();

  SessionBook(Duration handover) {
    this.handover = handover;
  }

  private sealed interface State {
    Connection connection();

    record Running(Connection connection) implements State {}

    record Ended(Connection connection, String why, Instant until) implements State {}
  }

  /** The connection owns the slot and is in data exchange. */
  List<Notice> begin(Connection connection, Instant now) {
    Ski ski = connection.peer();
    List<Notice> notices = new ArrayList<>(expire(ski, now));
    State before = states.put(ski, new State.Running(connection));
    if (before != null && before.connection().equals(connection)) {
      return notices;
    }
    notices.add(
        before == null
            ? Notice.ofDevice(NoticeType.DEVICE_CONNECTED, ski, "")
            : Notice.ofConnection(
                NoticeType.SESSION_REPLACED, before.connection(), connection.id().toString()));
    notices.add(
        Notice.ofConnection(
            NoticeType.SESSION_STARTED,
            connection,
            connection.direction() + " " + connection.address()));
    return notices;
  }

  /** The connection does not own the slot any more, or is gone; a successor may follow. */
  void end(Connection connection, String why, Instant now) {
    if (isRunning(connection)) {
      states.put(connection.peer(), new State.Ended(connection, why, now.plus(handover)));
    }
  }

  /** The device's session, running or just ended, is over without a successor. */
  List<Notice> endNow(Ski ski, String why) {
    return switch (states.remove(ski)) {
      case null -> List.of();
      case State.Running(Connection connection) -> ended(connection, why);
      case State.Ended(Connection connection, String earlier, _) -> ended(connection, earlier);
    };
  }

  /** Announces the ends that nobody followed in time. */
  List<Notice> due(Instant now) {
    List<Notice> notices = new ArrayList<>();
    for (Ski ski : List.copyOf(states.keySet())) {
      notices.addAll(expire(ski, now));
    }
    return notices;
  }

  /** Ends every session, running or just ended. */
  List<Notice> close(String why) {
    List<Notice> notices = new ArrayList<>();
    for (Ski ski : states.keySet().stream().sorted().toList()) {
      notices.addAll(endNow(ski, why));
    }
    return notices;
  }

  /** When {@link #due} has something to say. */
  Optional<Instant> deadline() {
    return states.values().stream()
        .filter(State.Ended.class::isInstance)
        .map(state -> ((State.Ended) state).until())
        .min(Instant::compareTo);
  }

  /** The running session of a device. */
  Optional<Connection> running(Ski ski) {
    return states.get(ski) instanceof State.Running(Connection connection)
        ? Optional.of(connection)
        : Optional.empty();
  }

  /** Whether the device's session has ended, and there is still time for another to replace it. */
  boolean isAwaitingSuccessor(Ski ski) {
    return states.get(ski) instanceof State.Ended;
  }

  private boolean isRunning(Connection connection) {
    return running(connection.peer()).filter(connection::equals).isPresent();
  }

  private List<Notice> expire(Ski ski, Instant now) {
    boolean isOver = states.get(ski) instanceof State.Ended ended && !ended.until().isAfter(now);
    return isOver ? endNow(ski, "") : List.of();
  }

  private static List<Notice> ended(Connection connection, String why) {
    return List.of(
        Notice.ofConnection(NoticeType.SESSION_ENDED, connection, why),
        Notice.ofDevice(NoticeType.DEVICE_DISCONNECTED, connection.peer(), why));
  }
}
