package dev.shiphub.hub.model;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One step: from the moment before it to the moment after it. */
final class Turn {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final Map<Side, Story> stories = new EnumMap<>(Side.class);
  private final Map<Side, List<HubEvent>> desks = new EnumMap<>(Side.class);
  private final Map<Side, Integer> dials = new EnumMap<>(Side.class);
  private final Map<Integer, Link> links = new TreeMap<>();
  private Instant now;
  private int hurries;
  private Standing standing;

  Turn(Moment before) {
    for (Side side : Side.values()) {
      stories.put(side, before.story(side));
      desks.put(side, new ArrayList<>(before.desk(side)));
      dials.put(side, before.dials(side));
    }
    before.links().forEach(link -> links.put(link.number(), link));
    now = before.now();
    hurries = before.hurries();
    standing = before.standing();
  }

  Moment end() {
    standing = standing.seen(links.values().stream().anyMatch(Link::wasCommon));
    links.values().removeIf(Link::isOver);
    return new Moment(
        now,
        stories.get(Side.US),
        stories.get(Side.PEER),
        List.copyOf(desks.get(Side.US)),
        List.copyOf(desks.get(Side.PEER)),
        List.copyOf(links.values()),
        dials.get(Side.US),
        dials.get(Side.PEER),
        hurries,
        standing);
  }

  void pass(Instant until, boolean isHurried) {
    boolean isCommon = links.values().stream().anyMatch(Link::isCommon);
    standing = standing.until(until, now, isCommon);
    now = until;
    hurries -= isHurried ? 1 : 0;
  }

  // ---- what a node decides

  void think(Side side) {
    HubEvent event = desks.get(side).removeFirst();
    decided(side, stories.get(side).told(event, now));
  }

  void wake(Side side) {
    decided(side, stories.get(side).due(now));
  }

  private void decided(Side side, Story.Outcome outcome) {
    stories.put(side, outcome.story());
    outcome.effects().forEach(effect -> perform(side, effect));
  }

  private void perform(Side side, HubEffect effect) {
    switch (effect) {
      case HubEffect.Dial _ -> {
        int times = dials.merge(side, 1, Integer::sum);
        Link link = Link.dialled(side, times);
        links.put(link.number(), link);
      }
      case HubEffect.CancelDial _ -> giveUpDial(side, end -> true, cancelled(side));
      case HubEffect.YieldDial _ ->
          giveUpDial(
              side,
              end -> end.phase() == End.Phase.TLS,
              new HubEvent.DialYielded(stories.get(side).peer()));
      case HubEffect.StartSession(Connection connection, _) ->
          find(connection).ifPresent(link -> start(side, link));
      case HubEffect.Route(Connection connection) ->
          find(connection).ifPresent(link -> put(link.with(side, link.end(side).bound())));
      case HubEffect.Probe(Connection connection, Duration within) ->
          find(connection)
              .filter(link -> link.end(side).isOpen())
              .ifPresent(link -> probe(side, link, within));
      case HubEffect.Close(Connection connection, CloseReason reason, _) ->
          find(connection)
              .filter(link -> link.end(side).isOpen())
              .ifPresent(link -> close(side, link, reason));
      case HubEffect.Cut(Connection connection, String why) ->
          find(connection)
              .filter(link -> !link.end(side).hasEnded())
              .ifPresent(
                  link -> hangUp(side, link, CloseReason.byUs(CloseReason.NO_CLOSE_FRAME, why)));
      default -> {}
    }
  }

  private HubEvent cancelled(Side side) {
    return new HubEvent.DialFailed(
        stories.get(side).peer(), "there", "dial", Trouble.CANCELLED, "cancelled");
  }

  private Optional<Link> find(Connection connection) {
    return Optional.ofNullable(links.get((int) connection.id().number()));
  }

  /** Ends the dial under way, if there is one and its end is like that. */
  private void giveUpDial(Side side, Predicate<End> mayGo, HubEvent outcome) {
    links.values().stream()
        .filter(link -> link.dialler() == side)
        .filter(link -> isDialling(link.end(side)) && mayGo.test(link.end(side)))
        .findFirst()
        .ifPresent(
            link -> {
              put(link.with(side, link.end(side).in(End.Phase.ENDED)).sent(side, new Packet.Fin()));
              desks.get(side).add(outcome);
            });
  }

  private static boolean isDialling(End end) {
    return end.phase() == End.Phase.TLS || end.phase() == End.Phase.UPGRADE;
  }

  private void start(Side side, Link link) {
    Link started = link.with(side, link.end(side).started());
    put(link.dialler() == side ? started.sent(side, new Packet.Message(1)) : started);
  }

  private void probe(Side side, Link link, Duration within) {
    Instant lost = now.plus(within);
    Instant rings = link.silentUntil().filter(noticed -> noticed.isBefore(lost)).orElse(lost);
    End asking = link.end(side).timed(Optional.of(rings));
    put(link.with(side, asking).sent(side, new Packet.Ping()));
  }

  private void close(Side side, Link link, CloseReason reason) {
    // In data exchange it is announced instead (SHIP 13.4.7), and no phrase says why.
    CloseReason told =
        link.end(side).isComplete() ? CloseReason.byUs(reason.code(), "unspecific") : reason;
    put(
        link.with(side, link.end(side).closing(reason, now.plus(CLOSE_LIMIT)))
            .sent(side, new Packet.Close(told)));
  }

  private void hangUp(Side side, Link link, CloseReason reason) {
    ended(side, link, reason);
    put(links.get(link.number()).sent(side, new Packet.Fin()));
  }

  private void ended(Side side, Link link, CloseReason reason) {
    End end = link.end(side);
    put(link.with(side, end.in(End.Phase.ENDED)));
    if (end.phase() == End.Phase.TLS) {
      return; // A server has not heard of it yet.
    }
    CloseReason why = end.closing().orElse(reason);
    desks
        .get(side)
        .add(
            new HubEvent.Closed(
                connection(side, link), end.reached(), why, Trouble.CLOSED, why.toString(), false));
  }

  private Connection connection(Side side, Link link) {
    return link.seenBy(side, stories.get(side).peer());
  }

  private void put(Link link) {
    links.put(link.number(), link);
  }

  // ---- what a connection does by itself

  void arrive(int number, Side at) {
    Packet packet = links.get(number).lane(at).getFirst();
    Link link = links.get(number).delivered(at);
    put(link);
    End end = link.end(at);
    switch (packet) {
      case Packet.Certificate() -> {
        put(link.sent(at, new Packet.Secured()));
        desks.get(at).add(new HubEvent.PeerAuthenticated(stories.get(at).peer()));
      }
      case Packet.Secured() ->
          put(link.with(at, end.in(End.Phase.UPGRADE)).sent(at, new Packet.Upgrade()));
      case Packet.Upgrade() -> opened(at, link.sent(at, new Packet.Accepted()));
      case Packet.Accepted() -> opened(at, link);
      case Packet.Message(int message) when end.isOpen() -> heard(at, link, message);
      case Packet.Message _ -> {}
      case Packet.Ping() -> put(link.sent(at, new Packet.Pong()));
      case Packet.Pong() when end.isOpen() && end.timer().isPresent() -> probed(at, link, true);
      case Packet.Pong() -> {}
      case Packet.Close(CloseReason reason) ->
          hangUp(at, link, CloseReason.byPeer(reason.code(), reason.phrase()));
      case Packet.Fin() -> ended(at, link, CloseReason.byNetwork("end of stream"));
    }
  }

  private void opened(Side side, Link link) {
    put(link.with(side, link.end(side).in(End.Phase.OPEN)));
    desks.get(side).add(new HubEvent.Opened(connection(side, link)));
  }

  private void heard(Side side, Link link, int message) {
    Link heard = link.with(side, link.end(side).heard(message));
    put(message == Packet.Message.LAST ? heard : heard.sent(side, new Packet.Message(message + 1)));
    Connection connection = connection(side, link);
    desks
        .get(side)
        .add(
            heard.end(side).isComplete()
                ? new HubEvent.HandshakeCompleted(connection)
                : new HubEvent.FirstMessage(connection));
  }

  private void probed(Side side, Link link, boolean isAlive) {
    put(link.with(side, link.end(side).timed(link.silentUntil())));
    desks.get(side).add(new HubEvent.ProbeResult(connection(side, link), isAlive));
  }

  /** The timer of an end is over: of a ping, of a close, or of what keeps a connection alive. */
  void ring(int number, Side side) {
    Link link = links.get(number);
    if (!link.end(side).isOpen()) {
      hangUp(side, link, CloseReason.byNetwork("no answer to the close"));
    } else if (link.silentUntil().filter(noticed -> !noticed.isAfter(now)).isPresent()) {
      hangUp(side, link, CloseReason.byNetwork("silent"));
    } else {
      probed(side, link, false);
    }
  }
}
