package dev.shiphub.hub.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.shiphub.hub.core.DoubleConnectionRule.Decision;
import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The slot of each device: one owner, at most one candidate, chosen by {@link
 * DoubleConnectionRule}.
 *
 * <p>Every method is one atomic step under one lock and calls nothing but the pure rule: limit,
 * rule, liveness and closing are decided together, and the caller acts on what it is handed.
 * Whoever is displaced or refused is handed out exactly once, to be closed by the session that owns
 * it. Any thread.
 */
public final class ConnectionRegistry {
  private final DoubleConnectionRule rule;
  private final int mostPaired;
  private final int mostStrangers;

  @GuardedBy("this")
  private final Map<Ski, Slot> slots = new HashMap<>();

  @GuardedBy("this")
  private boolean isClosed;

  /** A registry with room for so many paired devices, and apart from them so many strangers. */
  public ConnectionRegistry(DoubleConnectionRule rule, int mostPaired, int mostStrangers) {
    this.rule = rule;
    this.mostPaired = mostPaired;
    this.mostStrangers = mostStrangers;
  }

  private record Slot(Connection owner, Optional<Connection> candidate, boolean isPaired) {}

  /** What became of a newcomer or of an undecided slot. */
  public sealed interface Swap {
    /**
     * This connection owns the slot now.
     *
     * @param winner the owner
     * @param displaced the owner before it, to be closed
     */
    record Took(Connection winner, Optional<Connection> displaced) implements Swap {}

    /**
     * The newer connection is candidate beside the owner.
     *
     * @param until when to {@link #settle} if nothing happens before
     * @param probe whom to ping
     * @param within how long the ping may take
     * @param displaced an older candidate, to be closed
     */
    record Parked(
        Instant until, List<Connection> probe, Duration within, Optional<Connection> displaced)
        implements Swap {}

    /** This connection is not, or no longer, admitted, and to be closed. */
    record Refused(Connection loser, Refusal why) implements Swap {}
  }

  /** What a removal has changed. */
  public sealed interface Removal {
    /** It owned the slot; a candidate owns it now. */
    record WasOwner(Optional<Connection> promoted) implements Removal {}

    /** It was the candidate; the owner stays. */
    record WasCandidate() implements Removal {}

    /** It held nothing: refused, displaced or removed before. */
    record NotHeld() implements Removal {}
  }

  /** Admits a newcomer: into a free slot, beside the owner, or not at all. */
  public synchronized Swap swap(Connection newcomer, SlotFacts facts, Instant now) {
    if (isClosed) {
      return new Swap.Refused(newcomer, Refusal.CLOSED);
    }
    Ski ski = newcomer.peer();
    Slot slot = slots.get(ski);
    if (slot == null) {
      if (isFull(facts.isPaired())) {
        return new Swap.Refused(newcomer, Refusal.LIMIT);
      }
      slots.put(ski, new Slot(newcomer, Optional.empty(), facts.isPaired()));
      return new Swap.Took(newcomer, Optional.empty());
    }
    if (slot.candidate()
        .filter(candidate -> rule.turnsAway(facts.isOursBigger(), candidate, newcomer))
        .isPresent()) {
      return new Swap.Refused(newcomer, Refusal.RULE);
    }
    slots.put(ski, new Slot(slot.owner(), Optional.of(newcomer), slot.isPaired()));
    return switch (decide(slot.owner(), newcomer, facts, now)) {
      case Swap.Parked parked ->
          new Swap.Parked(parked.until(), parked.probe(), parked.within(), slot.candidate());
      // INIT decides at once, so there is never an older candidate to displace.
      case Swap.Took took -> took;
      case Swap.Refused refused -> refused;
    };
  }

  /** Decides again about a slot with a candidate; empty if there is none. */
  public synchronized Optional<Swap> settle(Ski ski, SlotFacts facts, Instant now) {
    Slot slot = slots.get(ski);
    if (slot == null || slot.candidate().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(decide(slot.owner(), slot.candidate().get(), facts, now));
  }

  @GuardedBy("this")
  private Swap decide(Connection owner, Connection candidate, SlotFacts facts, Instant now) {
    Ski ski = owner.peer();
    boolean isPaired = facts.isPaired();
    return switch (rule.decide(
        facts.isOursBigger(), facts.contender(owner, now), facts.contender(candidate, now), now)) {
      case Decision.CandidateTakes() -> {
        slots.put(ski, new Slot(candidate, Optional.empty(), isPaired));
        yield new Swap.Took(candidate, Optional.of(owner));
      }
      case Decision.OwnerStays() -> {
        slots.put(ski, new Slot(owner, Optional.empty(), isPaired));
        yield new Swap.Refused(candidate, Refusal.RULE);
      }
      case Decision.Undecided(Instant until, List<Connection> probe, Duration within) ->
          new Swap.Parked(until, probe, within, Optional.empty());
    };
  }

  @GuardedBy("this")
  private boolean isFull(boolean isPaired) {
    long taken = slots.values().stream().filter(slot -> slot.isPaired() == isPaired).count();
    return taken >= (isPaired ? mostPaired : mostStrangers);
  }

  /** Frees the place that this very connection holds, promoting a candidate in the same step. */
  public synchronized Removal removeIfMatches(Connection connection) {
    Ski ski = connection.peer();
    Slot slot = slots.get(ski);
    if (slot == null) {
      return new Removal.NotHeld();
    }
    if (slot.owner().equals(connection)) {
      slot.candidate()
          .ifPresentOrElse(
              promoted -> slots.put(ski, new Slot(promoted, Optional.empty(), slot.isPaired())),
              () -> slots.remove(ski));
      return new Removal.WasOwner(slot.candidate());
    }
    if (slot.candidate().filter(connection::equals).isPresent()) {
      slots.put(ski, new Slot(slot.owner(), Optional.empty(), slot.isPaired()));
      return new Removal.WasCandidate();
    }
    return new Removal.NotHeld();
  }

  /** Counts a slot among the paired ones, or among the strangers, from now on. */
  public synchronized void reclassify(Ski ski, boolean isPaired) {
    slots.computeIfPresent(ski, (_, slot) -> new Slot(slot.owner(), slot.candidate(), isPaired));
  }

  /** Refuses every later newcomer and hands over all that was held. */
  public synchronized List<Connection> close() {
    isClosed = true;
    List<Connection> held = new ArrayList<>();
    for (Slot slot : slots.values()) {
      held.add(slot.owner());
      slot.candidate().ifPresent(held::add);
    }
    slots.clear();
    return held;
  }

  /** The connection that owns the slot of this device. */
  public synchronized Optional<Connection> owner(Ski ski) {
    return Optional.ofNullable(slots.get(ski)).map(Slot::owner);
  }

  /** The connection that waits beside the owner. */
  public synchronized Optional<Connection> candidate(Ski ski) {
    return Optional.ofNullable(slots.get(ski)).flatMap(Slot::candidate);
  }

  /** How many devices have a slot. */
  public synchronized int size() {
    return slots.size();
  }
}
