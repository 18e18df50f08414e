package dev.shiphub.hub.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.ConnectionRegistry;
import dev.shiphub.hub.core.ConnectionRegistry.Removal;
import dev.shiphub.hub.core.ConnectionRegistry.Swap;
import dev.shiphub.hub.core.DoubleConnectionRule;
import dev.shiphub.hub.core.Evidence;
import dev.shiphub.hub.core.Refusal;
import dev.shiphub.hub.core.SlotFacts;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Admission, settling, removal and closing at the same time on real threads: every connection is
 * either still held or has been handed out exactly once, and the limit holds.
 *
 * <p>Proof of promises 1, 2, 5.
 */
final class ConnectionRegistryRaceTest {
  private static final int ROUNDS = 3_000;
  private static final int MOST = 2;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(1);

  @Test
  void noConnectionIsLostOrHandedOutTwice() {
    assertEquals(
        Optional.empty(),
        Race.firstFault(ROUNDS, seed -> new Round(seed, new Real(newRegistry()))));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aPlantedFaultIsFound(Fault fault) {
    Optional<String> found =
        Race.firstFault(20 * ROUNDS, seed -> new Round(seed, fault.plant.apply(newRegistry())));
    assertTrue(found.isPresent(), "the race test is blind to " + fault);
  }

  private static ConnectionRegistry newRegistry() {
    return new ConnectionRegistry(DoubleConnectionRule.EVIDENCE, MOST, 0);
  }

  /** What the round calls. */
  private interface Subject {
    Swap swap(Connection newcomer, SlotFacts facts);

    Optional<Swap> settle(Ski ski, SlotFacts facts);

    Removal remove(Connection connection);

    List<Connection> close();

    int size();

    boolean holds(Connection connection);
  }

  private static class Real implements Subject {
    final ConnectionRegistry registry;

    Real(ConnectionRegistry registry) {
      this.registry = registry;
    }

    @Override
    public Swap swap(Connection newcomer, SlotFacts facts) {
      return registry.swap(newcomer, facts, NOW);
    }

    @Override
    public Optional<Swap> settle(Ski ski, SlotFacts facts) {
      return registry.settle(ski, facts, LATER);
    }

    @Override
    public Removal remove(Connection connection) {
      return registry.removeIfMatches(connection);
    }

    @Override
    public List<Connection> close() {
      return registry.close();
    }

    @Override
    public int size() {
      return registry.size();
    }

    @Override
    public boolean holds(Connection connection) {
      return registry.owner(connection.peer()).equals(Optional.of(connection))
          || registry.candidate(connection.peer()).equals(Optional.of(connection));
    }
  }

  /** The root causes of the field's lifecycle bugs. */
  enum Fault {
    /** Whether the hub stops is asked before, not in the step: a late dial is admitted. */
    CLOSED_OUTSIDE(
        registry ->
            new Real(registry) {
              private volatile boolean isClosed;
              private final List<Connection> snapshot = new ArrayList<>();

              @Override
              public Swap swap(Connection newcomer, SlotFacts facts) {
                if (isClosed) {
                  return new Swap.Refused(newcomer, Refusal.CLOSED);
                }
                Race.seam();
                Swap swap = super.swap(newcomer, facts);
                synchronized (snapshot) {
                  snapshot.add(newcomer);
                }
                return swap;
              }

              @Override
              public List<Connection> close() {
                isClosed = true;
                Race.seam();
                List<Connection> held;
                synchronized (snapshot) {
                  held = snapshot.stream().filter(this::holds).toList();
                }
                held.forEach(registry::removeIfMatches);
                return held;
              }
            }),
    /** Room is counted before, not in the step: two at once exceed the limit. */
    LIMIT_OUTSIDE(
        registry ->
            new Real(new ConnectionRegistry(DoubleConnectionRule.EVIDENCE, 99, 0)) {
              @Override
              public Swap swap(Connection newcomer, SlotFacts facts) {
                boolean hasSlot = this.registry.owner(newcomer.peer()).isPresent();
                if (!hasSlot && size() >= MOST) {
                  return new Swap.Refused(newcomer, Refusal.LIMIT);
                }
                Race.seam();
                return super.swap(newcomer, facts);
              }
            }),
    /** The owner is looked at and then removed by its device: its successor goes with it. */
    REMOVED_BY_KEY(
        registry ->
            new Real(registry) {
              @Override
              public Removal remove(Connection connection) {
                Optional<Connection> owner = registry.owner(connection.peer());
                if (!owner.equals(Optional.of(connection))) {
                  return super.remove(connection);
                }
                Race.seam();
                Optional<Connection> now = registry.owner(connection.peer());
                now.ifPresent(registry::removeIfMatches);
                return new Removal.WasOwner(Optional.empty());
              }
            }),
    /** The winner is stored in a second step: two newcomers displace the same candidate. */
    STORED_LATER(
        registry ->
            new Real(registry) {
              private final Map<Ski, Connection> candidates = new ConcurrentHashMap<>();

              @Override
              public Swap swap(Connection newcomer, SlotFacts facts) {
                Swap swap = super.swap(newcomer, facts);
                if (swap instanceof Swap.Parked parked) {
                  Optional<Connection> before =
                      Optional.ofNullable(candidates.get(newcomer.peer()));
                  Race.seam();
                  candidates.put(newcomer.peer(), newcomer);
                  return new Swap.Parked(parked.until(), parked.probe(), parked.within(), before);
                }
                return swap;
              }
            });

    private final Function<ConnectionRegistry, Subject> plant;

    Fault(Function<ConnectionRegistry, Subject> plant) {
      this.plant = plant;
    }
  }

  /** Four threads on three devices; one of them closes in half of the rounds. */
  private static final class Round implements Race.Round {
    private static final List<Ski> DEVICES =
        List.of(new Ski("1".repeat(40)), new Ski("2".repeat(40)), new Ski("3".repeat(40)));

    private final long seed;
    private final Subject subject;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Connection, AtomicInteger> handedOut = new ConcurrentHashMap<>();
    private final AtomicInteger mostSeen = new AtomicInteger();

    Round(long seed, Subject subject) {
      this.seed = seed;
      this.subject = subject;
    }

    @Override
    public List<Runnable> threads() {
      return List.of(() -> act(0), () -> act(1), () -> act(2), this::close);
    }

    private void act(int thread) {
      SplittableRandom random = new SplittableRandom(seed * 7 + thread);
      List<Connection> mine = new ArrayList<>();
      for (int step = 0; step < 6; step++) {
        Ski ski = DEVICES.get(random.nextInt(DEVICES.size()));
        switch (random.nextInt(4)) {
          case 0, 1 -> mine.add(admit(ski, random));
          case 2 -> subject.settle(ski, facts(ski)).ifPresent(this::absorb);
          default -> {
            if (!mine.isEmpty()) {
              remove(mine.remove(random.nextInt(mine.size())));
            }
          }
        }
        mostSeen.accumulateAndGet(subject.size(), Math::max);
        Race.seam();
      }
    }

    private Connection admit(Ski ski, SplittableRandom random) {
      ConnectionId id = new ConnectionId(ids.incrementAndGet());
      Role role = random.nextBoolean() ? Role.CLIENT : Role.SERVER;
      Connection newcomer = new Connection(id, ski, role, "x");
      handedOut.put(newcomer, new AtomicInteger());
      absorb(subject.swap(newcomer, facts(ski)));
      return newcomer;
    }

    private void absorb(Swap swap) {
      switch (swap) {
        case Swap.Took(_, var displaced) -> displaced.ifPresent(this::handOut);
        case Swap.Parked parked -> parked.displaced().ifPresent(this::handOut);
        case Swap.Refused(Connection loser, _) -> handOut(loser);
      }
    }

    private void remove(Connection connection) {
      switch (subject.remove(connection)) {
        case Removal.WasOwner _, Removal.WasCandidate() -> handOut(connection);
        case Removal.NotHeld() -> {}
      }
    }

    private void close() {
      if (seed % 2 == 0) {
        Race.seam();
        Race.seam();
        subject.close().forEach(this::handOut);
      }
    }

    private void handOut(Connection connection) {
      handedOut.get(connection).incrementAndGet();
    }

    /** The candidate has spoken, so that a settling lets it take over. */
    private SlotFacts facts(Ski ski) {
      Map<Connection, Evidence> evidence = new HashMap<>();
      handedOut
          .keySet()
          .forEach(
              connection -> {
                if (connection.peer().equals(ski)) {
                  evidence.put(
                      connection, new Evidence(NOW, Optional.of(NOW), Evidence.Probe.NONE));
                }
              });
      return new SlotFacts(true, true, evidence);
    }

    @Override
    public Optional<String> fault() {
      if (mostSeen.get() > MOST) {
        return Optional.of(mostSeen + " slots, allowed are " + MOST);
      }
      for (Map.Entry<Connection, AtomicInteger> entry : handedOut.entrySet()) {
        boolean isHeld = subject.holds(entry.getKey());
        int places = entry.getValue().get() + (isHeld ? 1 : 0);
        if (places != 1) {
          return Optional.of(entry.getKey().id() + " is in " + places + " places");
        }
        if (isHeld && seed % 2 == 0) {
          return Optional.of(entry.getKey().id() + " is held after the close");
        }
      }
      return Optional.empty();
    }
  }
}
