package dev.shiphub.hub.world;

import static dev.shiphub.hub.world.Broken.require;

import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.ship.Ski;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The application of one hub, which knows what it was promised: throws {@link Broken} as soon as
 * what it hears breaks it. Needs nothing but what is heard, in its order. One thread at a time.
 */
public final class Application {
  private final Map<Ski, ConnectionId> running = new HashMap<>();
  private final Set<ConnectionId> begun = new HashSet<>();
  private final Set<Ski> connected = new HashSet<>();
  private final Set<Ski> withdrawn = new HashSet<>();
  private final Map<ConnectionId, Long> lastData = new HashMap<>();
  private boolean isStopping;
  private boolean isStopped;

  /** Hears what happened. */
  public void heard(Notice notice) {
    require(!isStopped, 5, notice + " after HubStopped");
    switch (notice.type()) {
      case DEVICE_CONNECTED ->
          require(connected.add(ski(notice)), 3, notice + " though it was connected");
      case SESSION_STARTED -> started(notice);
      case SESSION_REPLACED, SESSION_ENDED -> ended(notice);
      case DEVICE_DISCONNECTED -> {
        require(connected.remove(ski(notice)), 3, notice + " though it was not connected");
        require(!running.containsKey(ski(notice)), 3, notice + " with a running session");
      }
      case TRUST_WITHDRAWN -> {
        withdrawn.add(ski(notice));
        require(!running.containsKey(ski(notice)), 10, notice + " with a running session");
      }
      case TRUST_GRANTED -> withdrawn.remove(ski(notice));
      case HUB_STOPPING -> isStopping = true;
      case HUB_STOPPED -> isStopped = true;
      default -> {}
    }
  }

  private void started(Notice notice) {
    Ski ski = ski(notice);
    ConnectionId session = notice.session().orElseThrow();
    require(!isStopping, 5, notice + " after HubStopping");
    require(connected.contains(ski), 3, notice + " of a device that is not connected");
    require(running.put(ski, session) == null, 1, notice + " beside a running session");
    require(begun.add(session), 3, notice + " a second time");
    require(!withdrawn.contains(ski), 10, notice + " though its trust was withdrawn");
  }

  private void ended(Notice notice) {
    ConnectionId session = notice.session().orElseThrow();
    require(session.equals(running.remove(ski(notice))), 3, notice + " of a session that is not");
    require(
        !isStopping || notice.type() != NoticeType.SESSION_REPLACED,
        5,
        notice + " after HubStopping");
  }

  private static Ski ski(Notice notice) {
    return notice.ski().orElseThrow();
  }

  /** Hears data of a session; its sender counts up. */
  public void data(Ski ski, ConnectionId session, long number) {
    require(session.equals(running.get(ski)), 3, "data outside of its session, on " + session);
    long before = lastData.getOrDefault(session, 0L);
    require(number > before, 8, "data " + number + " came after " + before + " on " + session);
    lastData.put(session, number);
  }

  boolean isStopping() {
    return isStopping;
  }

  /** Every running session, with its device. */
  Map<Ski, ConnectionId> running() {
    return running;
  }

  /** The session that it knows of. */
  public Optional<ConnectionId> session(Ski ski) {
    return Optional.ofNullable(running.get(ski));
  }

  /** What must be true when the hub has stopped. */
  public void checkStopped() {
    require(isStopped, 5, "HubStopped was not announced");
    require(running.isEmpty() && connected.isEmpty(), 3, "not announced as gone: " + connected);
  }
}
