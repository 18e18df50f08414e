package dev.shiphub.hub.world;

import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.DoubleConnectionRule;
import dev.shiphub.hub.core.HubCore;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.Limits;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.session.Lifetime;
import dev.shiphub.hub.session.SessionInput;
import dev.shiphub.hub.session.SessionReport;
import dev.shiphub.hub.session.SessionRules;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.wire.ShipData;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** One life of a hub's daemon: its core, sessions and dials, until it stops or dies. */
final class HubLife {
  /** What a double connection takes at most, pings and mailboxes included. */
  private static final Duration ARBITRATION = Duration.ofMillis(8_500);

  /** The time to a ping and to its answer, and what the mailboxes take. */
  private static final Duration SILENCE = Duration.ofSeconds(62);

  private final HubNode node;
  private final Network network;
  private final Calendar calendar;
  private final SplittableRandom random;
  private final Figures figures;
  private final Story story;
  private final Promises promises;
  private final Desk<HubEvent> desk;
  private final Map<ConnectionId, Stepper> steppers = new HashMap<>();
  private final Map<ConnectionId, End> ends = new LinkedHashMap<>();
  private final Map<Ski, Connection> routes = new HashMap<>();
  private final Map<Ski, Dial> calls = new HashMap<>();
  private final SessionRules rules;
  private final HubCore core;
  private Instant planned = Instant.MAX;
  private long connections;
  private long commands;
  private long sent;
  private boolean isStopping;
  private boolean isDead;

  /** What a dial under way knows of itself. */
  private static final class Dial {
    private boolean isNoticed;
    private boolean hasYielded;
    private Call call;

    private boolean mayUpgrade() {
      isNoticed |= !hasYielded;
      return isNoticed;
    }
  }

  HubLife(HubNode node, HubNode.Parts parts, StoredState disk) {
    this.node = node;
    network = parts.network();
    calendar = network.calendar();
    random = parts.random();
    figures = parts.figures();
    story = parts.story();
    rules =
        new SessionRules(
            new ShipId("hub"),
            HandshakeTimes.DEFAULT,
            Duration.ofSeconds(50),
            Duration.ofSeconds(10),
            Optional.empty(),
            true,
            lifetime(),
            64 * 1_024);
    promises = new Promises(calendar);
    desk = new Desk<>(calendar, random.split(), this::take);
    core =
        new HubCore(
            node.ski(),
            DoubleConnectionRule.EVIDENCE,
            Limits.DEFAULT,
            HubNode.STOP_TIMEOUT,
            disk,
            random.split());
  }

  /** One in three renews its connections, and often. */
  private Lifetime lifetime() {
    return random.nextInt(3) > 0
        ? Lifetime.UNLIMITED
        : new Lifetime(
            Optional.of(Duration.ofSeconds(random.nextLong(5, 120))),
            Optional.of(Duration.ofSeconds(random.nextLong(10, 300))));
  }

  /** Whether it still listens. */
  boolean isUp() {
    return !isStopping;
  }

  boolean isDialling(Ski device) {
    return calls.containsKey(device);
  }

  /** Something happens to it. */
  void happens(HubEvent event) {
    desk.put(event);
  }

  /** The session that its application knows of, if the end that carries it is open. */
  Optional<End> session(Ski device) {
    return promises.session(device).map(ends::get);
  }

  void start() {
    perform(core.start(List.of(), calendar.now()));
  }

  void die() {
    isDead = true;
    desk.close();
    steppers.values().forEach(Stepper::die);
  }

  void stop() {
    if (!isStopping) {
      isStopping = true;
      desk.put(new HubEvent.StopRequested());
    }
  }

  void ask(Request request) {
    commands++;
    desk.put(new HubEvent.Asked(commands, "the user", request));
  }

  private void take(HubEvent event) {
    story.tell(() -> node.host() + " " + event);
    note(event);
    perform(core.on(event, calendar.now()));
  }

  /** What the user wants counts from the moment in which the hub hears of it. */
  private void note(HubEvent event) {
    switch (event) {
      case HubEvent.Asked(long _, String _, Request.Pair pair) -> promises.granted(pair.ski());
      case HubEvent.Asked(long _, String _, Request.Unpair(Ski device)) ->
          promises.withdrawn(device);
      case HubEvent.FirstMessage(Connection connection) -> promises.probed(connection, true);
      case HubEvent.ProbeResult(Connection connection, boolean isAlive) ->
          promises.probed(connection, isAlive);
      case HubEvent.Closed closed -> promises.forgets(closed.connection());
      case HubEvent.RenewalDue(Connection connection) -> {
        figures.count("renewal due");
        promises.mayRenew(connection.peer());
      }
      default -> {}
    }
  }

  private void perform(List<HubEffect> effects) {
    for (HubEffect effect : effects) {
      if (!isDead) {
        perform(effect);
      }
    }
    plan();
  }

  private void plan() {
    Optional<Instant> deadline = isDead ? Optional.empty() : core.deadline();
    if (deadline.isPresent() && !deadline.get().equals(planned)) {
      planned = deadline.get();
      calendar.at(planned, () -> due(deadline.get()));
    }
  }

  private void due(Instant deadline) {
    if (!isDead && deadline.equals(planned)) {
      planned = Instant.MAX;
      perform(core.onDeadline(calendar.now()));
    }
  }

  private void perform(HubEffect effect) {
    story.tell(() -> node.host() + "    " + effect);
    switch (effect) {
      case HubEffect.Dial(Ski device, Endpoint endpoint) -> dial(device, endpoint);
      case HubEffect.CancelDial(Ski device) -> {
        promises.cancels(device);
        Optional.ofNullable(calls.get(device)).ifPresent(dial -> dial.call.cancel());
      }
      case HubEffect.YieldDial(Ski device) ->
          Optional.ofNullable(calls.get(device)).ifPresent(this::giveWay);
      case HubEffect.StartSession(Connection connection, boolean isTrusted) -> {
        promises.starts(connection);
        order(connection, new SessionInput.Start(isTrusted));
      }
      case HubEffect.Probe(Connection connection, Duration within) ->
          order(connection, new SessionInput.Probe(within));
      case HubEffect.Route(Connection connection) -> routes.put(connection.peer(), connection);
      case HubEffect.Tell(Connection connection, var decision) -> tell(connection, decision);
      case HubEffect.GivePin _, HubEffect.TellPin _, HubEffect.Warn _ -> {}
      case HubEffect.Close(Connection connection, var reason, boolean isRemoval) -> {
        promises.closes(connection, reason);
        mustNotPreferTheDead(connection, reason);
        routes.remove(connection.peer(), connection);
        order(connection, new SessionInput.Close(reason, isRemoval));
      }
      case HubEffect.Cut(Connection connection, String why) ->
          Optional.ofNullable(steppers.get(connection.id())).ifPresent(stepper -> stepper.cut(why));
      case HubEffect.Save(long version, StoredState state, _) -> save(version, state);
      case HubEffect.Notify(var notice) -> {
        promises.heard(notice);
        figures.count(notice.type().label());
      }
      case HubEffect.Reply(long _, Answer.Picture(HubSnapshot picture)) -> mustBeTidy(picture);
      case HubEffect.Reply _ -> {}
      case HubEffect.Finish _ -> finish();
    }
  }

  private void tell(Connection connection, HubEffect.Decision decision) {
    switch (decision) {
      case TRUST_GRANTED -> order(connection, new SessionInput.Trust(true));
      case TRUST_DENIED -> order(connection, new SessionInput.Trust(false));
      case BIND -> {
        promises.binds(connection);
        order(connection, new SessionInput.Bind());
      }
    }
  }

  /** Of two connections the one whose other end is long gone is not the one to keep. */
  private void mustNotPreferTheDead(Connection closed, CloseReason reason) {
    End loser = ends.get(closed.id());
    if (!reason.isDoubleConnection() || loser == null || loser.isDead(Duration.ZERO)) {
      return;
    }
    List<End> left =
        ends.entrySet().stream()
            .filter(entry -> !promises.isOrderedToClose(entry.getKey()))
            .map(Map.Entry::getValue)
            .filter(end -> end.peer().equals(closed.peer()))
            .toList();
    if (!left.isEmpty() && left.stream().allMatch(end -> end.isDead(ARBITRATION))) {
      throw new Broken(6, closed + " is closed for one that is dead");
    }
  }

  /** At rest, nothing is left of a dial or connection that has ended. */
  private void mustBeTidy(HubSnapshot picture) {
    long open = picture.devices().stream().mapToLong(known -> known.connections().size()).sum();
    if (picture.dialsUnderWay() != calls.size() || open != ends.size()) {
      throw new Broken(
          4,
          "%d dials and %d connections at rest, of which %d and %d are real"
              .formatted(picture.dialsUnderWay(), open, calls.size(), ends.size()));
    }
  }

  void check() {
    promises.check();
    for (Map.Entry<ConnectionId, End> end : ends.entrySet()) {
      if (end.getValue().isSilent(SILENCE)) {
        throw new Broken(6, end.getKey() + " is silent, and nobody notices");
      }
    }
  }

  private void finish() {
    promises.checkStopped();
    ends.values().stream()
        .filter(end -> !end.hasEnded())
        .findAny()
        .ifPresent(
            end -> {
              throw new Broken(5, "open after the stop: " + end.remoteAddress());
            });
    if (core.deadline().isPresent()) {
      throw new Broken(5, "a timer is left after the stop");
    }
    die();
    node.ended();
  }

  // ---- dials

  private void dial(Ski device, Endpoint endpoint) {
    promises.dials(device);
    figures.count("dial");
    Dial dial = new Dial();
    dial.call =
        new Call(
            network,
            node,
            device,
            endpoint.hosts().getFirst(),
            dial::mayUpgrade,
            outcome -> dialled(device, endpoint, dial, outcome));
    calls.put(device, dial);
    dial.call.begin();
  }

  private void giveWay(Dial dial) {
    if (!dial.isNoticed && !dial.hasYielded) {
      dial.hasYielded = true;
      dial.call.cancel();
    }
  }

  private void dialled(Ski device, Endpoint endpoint, Dial dial, Call.Outcome outcome) {
    promises.dialEnded(device);
    calls.remove(device);
    switch (outcome) {
      case Call.Outcome.Opened(End end) -> opened(end);
      case Call.Outcome.Failed _ when dial.hasYielded -> {
        figures.count("yielded dial");
        desk.put(new HubEvent.DialYielded(device));
      }
      case Call.Outcome.Failed(String phase, String why) ->
          desk.put(
              new HubEvent.DialFailed(device, endpoint.toString(), phase, Trouble.NO_ANSWER, why));
    }
  }

  // ---- connections

  void opened(End end) {
    ConnectionId id = new ConnectionId(++connections);
    Connection connection = new Connection(id, end.peer(), end.role(), end.remoteAddress());
    Stepper stepper =
        new Stepper(calendar, random.split(), end, rules, report -> reported(connection, report));
    steppers.put(id, stepper);
    ends.put(id, end);
    desk.put(new HubEvent.Opened(connection));
    stepper.begin();
  }

  private void order(Connection connection, SessionInput order) {
    Optional.ofNullable(steppers.get(connection.id())).ifPresent(stepper -> stepper.order(order));
  }

  private boolean reported(Connection connection, SessionReport report) {
    return switch (report) {
      case SessionReport.FirstMessage() -> desk.put(new HubEvent.FirstMessage(connection));
      case SessionReport.TrustAsked() -> desk.put(new HubEvent.TrustAsked(connection));
      case SessionReport.PinAsked _, SessionReport.PinJudged _, SessionReport.PinEntered _ -> true;
      case SessionReport.Completed() -> desk.put(new HubEvent.HandshakeCompleted(connection));
      case SessionReport.PeerNamed(var id) -> desk.put(new HubEvent.PeerNamed(connection, id));
      case SessionReport.Probed(boolean isAlive) ->
          desk.put(new HubEvent.ProbeResult(connection, isAlive));
      case SessionReport.RenewalDue() ->
          node.isCalm() || desk.put(new HubEvent.RenewalDue(connection));
      case SessionReport.Received(ShipData data) -> {
        figures.count("message");
        promises.data(connection.peer(), connection.id(), Talk.number(data));
        yield true;
      }
      case SessionReport.Ended(
              var reached,
              var reason,
              var trouble,
              String why,
              boolean isRemoval) -> {
        steppers.remove(connection.id());
        ends.remove(connection.id());
        routes.remove(connection.peer(), connection);
        promises.ended(connection);
        yield desk.put(new HubEvent.Closed(connection, reached, reason, trouble, why, isRemoval));
      }
    };
  }

  void send(Ski device) {
    Connection connection = routes.get(device);
    if (connection != null && steppers.containsKey(connection.id())) {
      promises.sends();
      SessionInput.Send send = new SessionInput.Send(Talk.message(++sent), _ -> promises.sent());
      steppers.get(connection.id()).order(send);
    }
  }

  // ---- the disk

  private void save(long version, StoredState state) {
    Duration takes = network.between(Duration.ofMillis(1), Duration.ofMillis(60));
    calendar.in(
        takes,
        () -> {
          if (isDead) {
            return;
          }
          if (node.isDiskBroken()) {
            desk.put(new HubEvent.SaveFailed(version, "disk full"));
          } else {
            node.write(state);
            desk.put(new HubEvent.Saved(version));
          }
        });
  }
}
