package dev.shiphub.hub.model;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A node of another implementation, with one hub; it dials with the delays of ship-go. */
final class OtherMind implements Mind {
  private static final Endpoint HUB =
      new Endpoint(List.of("192.0.2.2"), 4_712, "/ship/", Optional.empty());
  private static final CloseReason DOUBLE =
      CloseReason.byUs(CloseReason.SHIP_CLOSE, "double connection");
  private static final CloseReason NORMAL = CloseReason.byUs(1_000, "double connection");
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration PONG = Duration.ofSeconds(5);
  private static final Duration JUDGEMENT = PONG.plusMillis(100);
  private static final Duration AFTER_YIELD = Duration.ofSeconds(2);
  private static final List<Duration> REDIALS =
      List.of(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(20));

  private final OtherRule rule;
  private final boolean isBigger;
  private final Ski hub;
  private final Map<Connection, Bond> bonds = new LinkedHashMap<>();
  private final List<HubEffect> effects = new ArrayList<>();
  private Optional<Instant> dialAt;
  private Optional<Instant> probeAt = Optional.empty();
  private Optional<Instant> judgeAt = Optional.empty();
  private boolean isCalling;
  private int attempts;

  /** A node whose first dial is due at that moment. */
  OtherMind(OtherRule rule, Ski own, Ski hub, Instant firstDial) {
    this.rule = rule;
    isBigger = own.isBiggerThan(hub);
    this.hub = hub;
    dialAt = Optional.of(firstDial);
  }

  /** What it knows of a connection. */
  private static final class Bond {
    private boolean isComplete;
    private boolean isAlive;
  }

  @Override
  public List<HubEffect> on(HubEvent event, Instant now) {
    switch (event) {
      case HubEvent.PeerAuthenticated _ -> authenticated(now);
      case HubEvent.Opened(Connection connection) -> {
        opened(connection, now);
        dialAt = rule == OtherRule.NONE ? dialAt : Optional.empty();
      }
      case HubEvent.DialFailed _, HubEvent.DialYielded _ -> {
        isCalling = false;
        dialLater(now);
      }
      case HubEvent.HandshakeCompleted(Connection connection) -> completed(connection);
      case HubEvent.ProbeResult(Connection connection, boolean isAlive) ->
          Optional.ofNullable(bonds.get(connection)).ifPresent(bond -> bond.isAlive = isAlive);
      case HubEvent.Closed closed -> {
        bonds.remove(closed.connection());
        dialLater(now);
      }
      default -> {}
    }
    return taken();
  }

  @Override
  public List<HubEffect> onDeadline(Instant now) {
    if (isDue(judgeAt, now)) {
      judgeAt = Optional.empty();
      judge();
    }
    if (isDue(probeAt, now)) {
      probeAt = Optional.empty();
      probe(now);
    }
    if (isDue(dialAt, now)) {
      dialAt = Optional.empty();
      dial();
    }
    return taken();
  }

  private static boolean isDue(Optional<Instant> timer, Instant now) {
    return timer.filter(at -> !at.isAfter(now)).isPresent();
  }

  @Override
  public Optional<Instant> deadline() {
    return Stream.of(dialAt, probeAt, judgeAt).flatMap(Optional::stream).min(Instant::compareTo);
  }

  private List<HubEffect> taken() {
    List<HubEffect> taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }

  // ---- dialling, as ship-go does it

  private boolean wantsDial() {
    boolean hasSession = bonds.values().stream().anyMatch(bond -> bond.isComplete);
    return !isCalling && (bonds.isEmpty() || (rule == OtherRule.NONE && !hasSession));
  }

  private void dialLater(Instant now) {
    if (dialAt.isEmpty() && wantsDial()) {
      dialAt = Optional.of(now.plus(REDIALS.get(Math.min(attempts, REDIALS.size() - 1))));
    }
  }

  private void dial() {
    if (!wantsDial()) {
      return;
    }
    attempts++;
    if (rule == OtherRule.NONE) {
      List.copyOf(bonds.keySet()).forEach(this::cut);
    }
    isCalling = true;
    effects.add(new HubEffect.Dial(hub, HUB));
  }

  /** Gives its own dial up while the other's is on its way in. */
  private void authenticated(Instant now) {
    if (rule == OtherRule.RECENT && isBigger && isCalling) {
      effects.add(new HubEffect.CancelDial(hub));
      dialAt = Optional.of(now.plus(AFTER_YIELD));
    }
  }

  // ---- connections

  private void opened(Connection newcomer, Instant now) {
    if (newcomer.isOutgoing()) {
      isCalling = false;
    }
    List<Connection> older = List.copyOf(bonds.keySet());
    bonds.put(newcomer, new Bond());
    boolean isCrossing = isCalling && !newcomer.isOutgoing();
    switch (rule) {
      case NONE -> admit(newcomer);
      case FIRST -> admitOr(older.isEmpty() && !isCrossing, newcomer, () -> cut(newcomer));
      case INIT_PLUS -> {
        if (isCrossing && isBigger) {
          effects.add(new HubEffect.Close(newcomer, NORMAL, false));
        } else {
          byInitiator(newcomer, older);
        }
      }
      case INIT -> byInitiator(newcomer, older);
      case RECENT -> {
        older.forEach(this::giveUp);
        admit(newcomer);
      }
      case SPEC -> {
        if (isBigger) {
          older.forEach(this::giveUp);
        } else {
          bePatient(older, now);
        }
        admit(newcomer);
      }
      case FIRST_B -> {
        if (!isBigger) {
          bePatient(older, now);
        }
        admitOr(!isBigger || older.isEmpty(), newcomer, () -> giveUp(newcomer));
      }
    }
  }

  private void completed(Connection connection) {
    attempts = 0;
    if (bonds.containsKey(connection)) {
      bonds.get(connection).isComplete = true;
      effects.add(new HubEffect.Route(connection));
    }
  }

  private void admitOr(boolean isWelcome, Connection newcomer, Runnable otherwise) {
    if (isWelcome) {
      admit(newcomer);
    } else {
      otherwise.run();
    }
  }

  private void byInitiator(Connection newcomer, List<Connection> older) {
    if (!older.isEmpty() && newcomer.isOutgoing() != isBigger) {
      effects.add(new HubEffect.Close(newcomer, NORMAL, false));
    } else {
      older.forEach(this::cut);
      admit(newcomer);
    }
  }

  private void admit(Connection newcomer) {
    effects.add(new HubEffect.StartSession(newcomer, true));
  }

  private void giveUp(Connection connection) {
    effects.add(new HubEffect.Close(connection, DOUBLE, false));
  }

  /** Without a close frame. */
  private void cut(Connection connection) {
    bonds.remove(connection);
    effects.add(new HubEffect.Cut(connection, "double connection"));
  }

  private void bePatient(List<Connection> older, Instant now) {
    if (!older.isEmpty()) {
      probeAt = Optional.of(now.plus(PATIENCE));
    }
  }

  /** The bigger one did not decide in time: what is dead goes, and for SPEC then the older. */
  private void probe(Instant now) {
    if (bonds.size() > 1) {
      bonds.forEach(
          (connection, bond) -> {
            bond.isAlive = false;
            effects.add(new HubEffect.Probe(connection, PONG));
          });
      judgeAt = Optional.of(now.plus(JUDGEMENT));
    }
  }

  private void judge() {
    List<Connection> alive = new ArrayList<>();
    for (Connection connection : List.copyOf(bonds.keySet())) {
      if (bonds.get(connection).isAlive) {
        alive.add(connection);
      } else {
        cut(connection);
      }
    }
    if (rule == OtherRule.SPEC && alive.size() > 1) {
      alive.subList(0, alive.size() - 1).forEach(this::giveUp);
    }
  }
}
