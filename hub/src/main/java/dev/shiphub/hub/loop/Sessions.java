package dev.shiphub.hub.loop;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.port.ConnectionWatch;
import dev.shiphub.hub.session.Session;
import dev.shiphub.hub.session.SessionFigures;
import dev.shiphub.hub.session.SessionInput;
import dev.shiphub.hub.session.SessionPump;
import dev.shiphub.hub.session.SessionReport;
import dev.shiphub.hub.session.SessionRules;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Transport;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The sessions that run: each owns its transport from the moment it opens to the end.
 *
 * <p>Any thread.
 */
final class Sessions {
  private final SessionRules rules;
  private final int mailboxRoom;
  private final InstantSource clock;
  private final Predicate<HubEvent> outcomes;
  private final Notices notices;
  private final Watches watches;
  private final AtomicLong ids = new AtomicLong();
  private final Map<ConnectionId, SessionPump> pumps = new ConcurrentHashMap<>();
  private final Map<Ski, Connection> routes = new ConcurrentHashMap<>();

  /**
   * No sessions yet.
   *
   * @param outcomes takes events for the loop; says false if the loop has ended
   * @param watches look at the connections
   */
  Sessions(
      SessionRules rules,
      int mailboxRoom,
      InstantSource clock,
      Predicate<HubEvent> outcomes,
      Notices notices,
      Watches watches) {
    this.rules = rules;
    this.mailboxRoom = mailboxRoom;
    this.clock = clock;
    this.outcomes = outcomes;
    this.notices = notices;
    this.watches = watches;
  }

  /**
   * Takes an open transport over: from here on its session closes it. Nothing is read before {@link
   * #begin}.
   */
  Connection adopt(Transport transport) {
    ConnectionId id = new ConnectionId(ids.incrementAndGet());
    Connection connection =
        new Connection(id, transport.peer(), transport.role(), transport.remoteAddress());
    ConnectionWatch watch = watches.opened(connection);
    Transport watched = new WatchedTransport(transport, watch);
    Session session =
        new Session(watched, rules, report -> report(connection, report), watch, clock.instant());
    pumps.put(id, new SessionPump(watched, session, clock, mailboxRoom));
    return connection;
  }

  /**
   * Tells the loop of an adopted connection and then begins it, in this order: the end of a
   * connection that dies at once must not overtake its opening. If the loop has ended, the
   * connection is cut.
   */
  void begin(Connection connection) {
    boolean isTaken = outcomes.test(new HubEvent.Opened(connection));
    SessionPump pump = pumps.get(connection.id());
    if (pump == null) {
      throw new IllegalStateException("begun before it was adopted: " + connection);
    }
    Thread.ofVirtual().name("session-" + connection.id()).start(pump);
    if (!isTaken) {
      pump.cut("the hub has stopped");
    }
  }

  /** Takes over a transport that has arrived. */
  void open(Transport transport) {
    begin(adopt(transport));
  }

  void order(Connection connection, SessionInput order) {
    SessionPump pump = pumps.get(connection.id());
    if (order instanceof SessionInput.Close) {
      routes.remove(connection.peer(), connection);
    }
    if (pump != null) {
      pump.order(order);
    }
  }

  /** What is sent to this device takes this connection from now on. */
  void route(Connection connection) {
    routes.put(connection.peer(), connection);
  }

  /** Sends in the running session of a device. */
  void send(Ski ski, SessionInput.Send send) {
    Connection connection = routes.get(ski);
    SessionPump pump = connection == null ? null : pumps.get(connection.id());
    if (pump == null) {
      send.done().accept(new SendOutcome.Failed("the device is not connected"));
    } else {
      pump.send(send);
    }
  }

  void cut(Connection connection, String why) {
    SessionPump pump = pumps.get(connection.id());
    if (pump != null) {
      pump.cut(why);
    }
  }

  /** Cuts whatever is left. */
  void cutAll() {
    pumps.values().forEach(pump -> pump.cut("the hub has stopped"));
  }

  Optional<SessionFigures> figures(ConnectionId id) {
    return Optional.ofNullable(pumps.get(id)).map(SessionPump::figures);
  }

  private boolean report(Connection connection, SessionReport report) {
    return switch (report) {
      case SessionReport.FirstMessage() -> outcomes.test(new HubEvent.FirstMessage(connection));
      case SessionReport.TrustAsked() -> outcomes.test(new HubEvent.TrustAsked(connection));
      case SessionReport.PinAsked(boolean isRequired, boolean isBusy) ->
          outcomes.test(new HubEvent.PinAsked(connection, isRequired, isBusy));
      case SessionReport.PinJudged(boolean isRight) ->
          outcomes.test(new HubEvent.PinJudged(connection, isRight));
      case SessionReport.PinEntered(boolean isRight) ->
          outcomes.test(new HubEvent.PinEntered(connection, isRight));
      case SessionReport.Completed() -> outcomes.test(new HubEvent.HandshakeCompleted(connection));
      case SessionReport.PeerNamed(var id) -> outcomes.test(new HubEvent.PeerNamed(connection, id));
      case SessionReport.Probed(boolean isAlive) ->
          outcomes.test(new HubEvent.ProbeResult(connection, isAlive));
      case SessionReport.RenewalDue() -> outcomes.test(new HubEvent.RenewalDue(connection));
      case SessionReport.Received(var data) ->
          notices.data(connection.peer(), connection.id(), data.payload());
      case SessionReport.Ended(
              var reached,
              var reason,
              var trouble,
              String why,
              boolean isRemoval) -> {
        pumps.remove(connection.id());
        routes.remove(connection.peer(), connection);
        yield outcomes.test(
            new HubEvent.Closed(connection, reached, reason, trouble, why, isRemoval));
      }
    };
  }
}
