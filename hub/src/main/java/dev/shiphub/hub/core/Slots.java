package dev.shiphub.hub.core;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.shiphub.hub.core.ConnectionRegistry.Removal;
import dev.shiphub.hub.core.ConnectionRegistry.Swap;
import dev.shiphub.hub.core.Evidence.Probe;
import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Every connection that is not closed yet: what is known of it, and the arbitration of its slot.
 *
 * <p>Feeds the {@link ConnectionRegistry} with facts. A connection leaves the registry when it is
 * taken out of use, and this table when its end is reported. Owned by the loop's thread.
 */
final class Slots {
  /**
   * What the last data of a displaced connection may take: the time of its close, and less than the
   * hand-over.
   */
  private static final Duration DRAIN = Duration.ofMillis(1_500);

  private final Ski own;
  private final ConnectionRegistry registry;
  private final Map<Connection, Live> lives = new LinkedHashMap<>();
  private final Map<Ski, Instant> arbitrations = new HashMap<>();

  Slots(Ski own, ConnectionRegistry registry) {
    this.own = own;
    this.registry = registry;
  }

  /**
   * What is known of one connection.
   *
   * @param evidence its signs of life
   * @param isQuestioned whether it is asked if it lives though nobody else wants its place
   * @param isRenewing whether a dial is to bring its successor
   * @param isRetired whether it has been told to close
   * @param drainedBy until when what the device has sent before that may still come
   */
  private record Live(
      Evidence evidence,
      boolean isQuestioned,
      boolean isRenewing,
      boolean isRetired,
      Optional<Instant> drainedBy) {
    static Live opened(Instant now, boolean isRetired) {
      return new Live(Evidence.opened(now), false, false, isRetired, Optional.empty());
    }

    Live with(Evidence learnt) {
      return new Live(learnt, isQuestioned, isRenewing, isRetired, drainedBy);
    }

    Live questioned(boolean isOpen) {
      return new Live(evidence, isOpen, isRenewing, isRetired, drainedBy);
    }

    Live renewing(boolean isWanted) {
      return new Live(evidence, isQuestioned, isWanted, isRetired, drainedBy);
    }

    Live retired(Optional<Instant> until) {
      return new Live(evidence, isQuestioned, isRenewing, true, until);
    }

    boolean isDrained(Instant now) {
      return drainedBy.filter(by -> !by.isAfter(now)).isPresent();
    }
  }

  /** Takes note of a new connection and applies for its slot. */
  Swap admit(Connection connection, boolean isPaired, Instant now) {
    // What an earlier ping has told does not count in a new arbitration.
    lives(connection.peer())
        .forEach(
            older ->
                change(
                    older,
                    live -> live.with(live.evidence().probed(Probe.NONE)).questioned(false)));
    lives.put(connection, Live.opened(now, false));
    return arbitrated(
        connection.peer(), registry.swap(connection, facts(connection.peer(), isPaired), now), now);
  }

  /** Takes note of a new connection that is to be closed without applying for a slot. */
  void turnAway(Connection connection, Instant now) {
    lives.put(connection, Live.opened(now, true));
  }

  Optional<Swap> heard(Connection connection, boolean isPaired, Instant now) {
    change(connection, live -> live.with(live.evidence().heard(now)));
    return settle(connection.peer(), isPaired, now);
  }

  Optional<Swap> probed(Connection connection, boolean isAlive, boolean isPaired, Instant now) {
    Probe result = isAlive ? Probe.ALIVE : Probe.DEAD;
    change(connection, live -> live.with(live.evidence().probed(result)).questioned(false));
    return settle(connection.peer(), isPaired, now);
  }

  /** The owner of the slot of a device. */
  Optional<Connection> owner(Ski ski) {
    return registry.owner(ski);
  }

  /** Decides about the slot as things stand; empty if there is nothing to decide. */
  Optional<Swap> settle(Ski ski, boolean isPaired, Instant now) {
    return registry.settle(ski, facts(ski, isPaired), now).map(swap -> arbitrated(ski, swap, now));
  }

  private void change(Connection connection, UnaryOperator<Live> lesson) {
    lives.computeIfPresent(connection, (_, live) -> lesson.apply(live));
  }

  private Swap arbitrated(Ski ski, Swap swap, Instant now) {
    switch (swap) {
      case Swap.Parked parked -> {
        // Never in the past, or the loop would spin on it.
        arbitrations.put(ski, parked.until().isAfter(now) ? parked.until() : now.plusMillis(1));
        for (Connection asked : parked.probe()) {
          change(asked, live -> live.with(live.evidence().probed(Probe.ASKED)));
        }
      }
      case Swap.Took _, Swap.Refused _ -> arbitrations.remove(ski);
    }
    return swap;
  }

  /**
   * Asks whether the owner of a slot lives, unless that is being found out anyway; returns whom to
   * ping.
   */
  Optional<Connection> question(Ski ski) {
    Optional<Connection> asked =
        registry
            .owner(ski)
            .filter(owner -> registry.candidate(ski).isEmpty() && !isQuestioned(owner));
    asked.ifPresent(owner -> change(owner, live -> live.questioned(true)));
    return asked;
  }

  /** Whether an answer is due, and the connection is dead without it. */
  boolean isQuestioned(Connection connection) {
    Live live = lives.get(connection);
    return live != null && live.isQuestioned() && !live.isRetired();
  }

  /** The slots whose arbitration is due. */
  List<Ski> due(Instant now) {
    return arbitrations.entrySet().stream()
        .filter(entry -> !entry.getValue().isAfter(now))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  Optional<Swap> completed(Connection connection, boolean isPaired, Instant now) {
    change(connection, live -> live.with(live.evidence().completed()));
    return settle(connection.peer(), isPaired, now);
  }

  /** A successor of this owner is wanted, until a dial for one has had its outcome. */
  void renew(Connection owner) {
    change(owner, live -> live.renewing(true));
  }

  /** A dial has had its outcome; whatever came of it, a successor was tried. */
  void renewalTried(Ski ski) {
    lives(ski).forEach(older -> change(older, live -> live.renewing(false)));
  }

  /** Whether the only connection to a device wants a successor. */
  boolean wantsSuccessor(Ski ski) {
    List<Connection> all = lives(ski);
    return all.size() == 1
        && isOwner(all.getFirst())
        && Objects.requireNonNull(lives.get(all.getFirst())).isRenewing();
  }

  /** Takes a connection out of use: it is being closed. Its place is free at once. */
  void retire(Connection connection) {
    change(connection, live -> live.retired(Optional.empty()));
    removed(connection);
  }

  /** The same for a session whose place another has taken: its device's data still comes. */
  void drain(Connection connection, Instant now) {
    change(connection, live -> live.retired(Optional.of(now.plus(DRAIN))));
    removed(connection);
  }

  /** Whether the connection is in data exchange and has just answered a ping. */
  boolean isWorking(Connection connection) {
    Live live = lives.get(connection);
    return live != null && live.evidence().isWorking();
  }

  /** Whether the owner of a slot did not answer when it was asked for the sake of a candidate. */
  boolean isOwnerSilent(Ski ski) {
    return registry
        .owner(ski)
        .filter(owner -> Objects.requireNonNull(lives.get(owner)).evidence().probe() == Probe.DEAD)
        .isPresent();
  }

  /** Whether data of a displaced connection to this device may still come. */
  boolean isDraining(Ski ski) {
    return lives(ski).stream()
        .anyMatch(older -> Objects.requireNonNull(lives.get(older)).drainedBy().isPresent());
  }

  /** The devices whose displaced connection has had its time; it is not waited for any more. */
  List<Ski> drained(Instant now) {
    List<Connection> over =
        lives.entrySet().stream()
            .filter(entry -> entry.getValue().isDrained(now))
            .map(Map.Entry::getKey)
            .toList();
    over.forEach(older -> change(older, live -> live.retired(Optional.empty())));
    return over.stream().map(Connection::peer).distinct().sorted().toList();
  }

  /** The connection is gone. */
  Removal closed(Connection connection) {
    lives.remove(connection);
    return removed(connection);
  }

  @CanIgnoreReturnValue
  private Removal removed(Connection connection) {
    Removal removal = registry.removeIfMatches(connection);
    if (registry.candidate(connection.peer()).isEmpty()) {
      arbitrations.remove(connection.peer());
    }
    return removal;
  }

  /** Closes the registry and takes everything out of use; returns what was in use. */
  List<Connection> close() {
    registry.close();
    arbitrations.clear();
    List<Connection> inUse = lives.keySet().stream().filter(this::isInUse).toList();
    lives.replaceAll((_, live) -> live.retired(Optional.empty()));
    return inUse;
  }

  Optional<Instant> deadline() {
    Stream<Instant> drains = lives.values().stream().flatMap(live -> live.drainedBy().stream());
    return Stream.concat(arbitrations.values().stream(), drains).min(Instant::compareTo);
  }

  /** Whether the connection is neither gone nor being closed. */
  boolean isInUse(Connection connection) {
    Live live = lives.get(connection);
    return live != null && !live.isRetired();
  }

  /** Whether the connection is in data exchange. */
  boolean isComplete(Connection connection) {
    Live live = lives.get(connection);
    return live != null && live.evidence().isComplete();
  }

  Instant openedAt(Connection connection) {
    return Objects.requireNonNull(lives.get(connection)).evidence().openedAt();
  }

  /** All connections to a device that are not gone yet. */
  List<Connection> lives(Ski ski) {
    return lives.keySet().stream().filter(connection -> connection.peer().equals(ski)).toList();
  }

  /** The connections to a device that are neither gone nor being closed. */
  List<Connection> inUse(Ski ski) {
    return lives(ski).stream().filter(this::isInUse).toList();
  }

  List<Connection> lives() {
    return List.copyOf(lives.keySet());
  }

  boolean isOwner(Connection connection) {
    return registry.owner(connection.peer()).filter(connection::equals).isPresent();
  }

  void reclassify(Ski ski, boolean isPaired) {
    registry.reclassify(ski, isPaired);
  }

  private SlotFacts facts(Ski ski, boolean isPaired) {
    Map<Connection, Evidence> evidence = new HashMap<>();
    for (Connection connection : lives(ski)) {
      evidence.put(connection, Objects.requireNonNull(lives.get(connection)).evidence());
    }
    return new SlotFacts(own.isBiggerThan(ski), isPaired, evidence);
  }
}
