package dev.shiphub.hub.world;

import static dev.shiphub.hub.world.Broken.require;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one hub promises, looked at after every event of its world. */
final class Promises {
  /** The hand-over time, and what the mailboxes take. */
  private static final Duration NEWS_LIMIT = Duration.ofMillis(2_200);

  private final Calendar calendar;
  private final Application application = new Application();
  private final Set<ConnectionId> over = new HashSet<>();
  private final Map<ConnectionId, Instant> gone = new HashMap<>();
  private final Set<ConnectionId> ordered = new HashSet<>();
  private final Set<Ski> dialling = new HashSet<>();
  private final Set<Ski> renewing = new HashSet<>();
  private final Set<Ski> cancelled = new HashSet<>();
  private final Set<Ski> withdrawn = new HashSet<>();
  private final Set<Connection> alive = new HashSet<>();
  private final Set<ConnectionId> silent = new HashSet<>();
  private final Set<ConnectionId> unexplained = new HashSet<>();
  private long openSends;
  private boolean isWindowOpen;

  Promises(Calendar calendar) {
    this.calendar = calendar;
  }

  // ---- what the application hears

  void heard(Notice notice) {
    application.heard(notice);
    switch (notice.type()) {
      case SESSION_STARTED -> started(notice);
      case SESSION_REPLACED, SESSION_ENDED -> ended(notice.session().orElseThrow());
      case PAIRING_WINDOW_OPENED -> isWindowOpen = true;
      case PAIRING_WINDOW_CLOSED -> isWindowOpen = false;
      case TRUST_REQUESTED -> require(isWindowOpen, 10, notice + " and nobody wants to hear of it");
      case TRUST_GRANTED ->
          require(!withdrawn.contains(ski(notice)), 10, notice + " though it was withdrawn");
      default -> {}
    }
  }

  private void started(Notice notice) {
    ConnectionId session = notice.session().orElseThrow();
    require(!withdrawn.contains(ski(notice)), 10, notice + " though its trust was withdrawn");
    require(!ordered.contains(session), 1, notice + " on a connection that is being closed");
  }

  private void ended(ConnectionId session) {
    over.add(session);
    if (gone.remove(session) == null && !ordered.contains(session)) {
      unexplained.add(session);
    }
  }

  private static Ski ski(Notice notice) {
    return notice.ski().orElseThrow();
  }

  /** Data of a session; what still comes after its end is kept from the application. */
  void data(Ski ski, ConnectionId session, long number) {
    if (!over.contains(session)) {
      application.data(ski, session, number);
    }
  }

  // ---- what the hub does

  void dials(Ski ski) {
    require(dialling.add(ski), 4, ski.brief() + " is dialled twice at a time");
    boolean isRenewal = renewing.remove(ski);
    require(isRenewal || !isConnected(ski), 4, ski.brief() + " is dialled though it is connected");
    require(!application.isStopping(), 5, ski.brief() + " is dialled though the hub stops");
    require(!withdrawn.contains(ski), 10, ski.brief() + " is dialled though it is not trusted");
  }

  /** Its connection has outlived its time: another one may be dialled beside it. */
  void mayRenew(Ski ski) {
    renewing.add(ski);
  }

  private boolean isConnected(Ski ski) {
    return session(ski)
        .filter(session -> !gone.containsKey(session) && !ordered.contains(session))
        .isPresent();
  }

  void cancels(Ski ski) {
    cancelled.add(ski);
  }

  void dialEnded(Ski ski) {
    cancelled.remove(ski);
    require(dialling.remove(ski), 4, "a second outcome of the dial to " + ski.brief());
  }

  void closes(Connection connection, CloseReason reason) {
    require(ordered.add(connection.id()), 2, connection + " is closed twice");
    unexplained.remove(connection.id());
    if (reason.isDoubleConnection() && isSession(connection)) {
      require(
          hasSuccessor(connection), 7, connection + " is given up before another has shown life");
    }
  }

  private boolean isSession(Connection connection) {
    return session(connection.peer()).filter(connection.id()::equals).isPresent();
  }

  /** Make before break: it is dead, or another one lives. */
  private boolean hasSuccessor(Connection loser) {
    return silent.contains(loser.id())
        || alive.stream()
            .anyMatch(
                other ->
                    other.peer().equals(loser.peer())
                        && !other.equals(loser)
                        && !ordered.contains(other.id()));
  }

  boolean isOrderedToClose(ConnectionId connection) {
    return ordered.contains(connection);
  }

  /** The session of this connection may deliver from now on. */
  void binds(Connection connection) {
    require(isSession(connection), 3, connection + " may deliver before its session has begun");
  }

  /** A connection is admitted. */
  void starts(Connection connection) {
    require(!application.isStopping(), 5, connection + " is admitted though the hub stops");
    boolean isOurs = connection.isOutgoing();
    require(
        !isOurs || !withdrawn.contains(connection.peer()),
        10,
        connection + " is admitted, dialled by us, though its trust was withdrawn");
  }

  void sends() {
    openSends++;
  }

  void sent() {
    openSends--;
    require(openSends >= 0, 8, "an outcome of a send came twice");
  }

  // ---- what happens to it

  /** A hub that stops refuses what it is asked. */
  void withdrawn(Ski ski) {
    if (!application.isStopping()) {
      withdrawn.add(ski);
    }
  }

  void granted(Ski ski) {
    withdrawn.remove(ski);
  }

  /** A connection has shown that it lives, or has not when it was asked. */
  void probed(Connection connection, boolean isAlive) {
    if (isAlive) {
      alive.add(connection);
    } else {
      silent.add(connection.id());
    }
  }

  /** The hub has heard of the end of a connection. */
  void forgets(Connection connection) {
    alive.remove(connection);
  }

  /** A connection has ended, and its owner has been told. */
  void ended(Connection connection) {
    gone.put(connection.id(), calendar.now());
    unexplained.remove(connection.id());
  }

  /** What must be true at any time. */
  void check() {
    require(unexplained.isEmpty(), 3, unexplained + " is announced as ended, and goes on");
    for (Ski ski : dialling) {
      boolean isWanted = !application.isStopping() && !withdrawn.contains(ski);
      require(isWanted || cancelled.contains(ski), 5, "the dial to " + ski.brief() + " goes on");
    }
    for (Ski ski : withdrawn) {
      require(session(ski).isEmpty(), 10, ski.brief() + " is connected though not trusted");
    }
    for (Map.Entry<Ski, ConnectionId> session : application.running().entrySet()) {
      Instant since = gone.get(session.getValue());
      require(
          since == null || calendar.now().isBefore(since.plus(NEWS_LIMIT)),
          3,
          "the end of " + session.getValue() + " is not announced");
    }
  }

  /** What must be true when the hub has stopped. */
  void checkStopped() {
    application.checkStopped();
    require(dialling.isEmpty(), 4, "dials without an outcome: " + dialling);
    require(openSends == 0, 8, openSends + " sends without an outcome");
  }

  /** The session that the application knows of. */
  Optional<ConnectionId> session(Ski ski) {
    return application.session(ski);
  }
}
