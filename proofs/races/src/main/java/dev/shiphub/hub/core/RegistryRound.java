package dev.shiphub.hub.core;

import dev.shiphub.hub.core.ConnectionRegistry.Removal;
import dev.shiphub.hub.core.ConnectionRegistry.Swap;
import dev.shiphub.hub.race.Race;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A few calls to one registry at the same time: afterwards every newcomer is either held or was
 * handed out exactly once, there are no more slots than allowed, and after a close none.
 */
public final class RegistryRound implements Race.Round {
  private static final int MOST = 1;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(1);
  private static final Connection ONE = connection(1, "1");
  private static final Connection TWO = connection(2, "2");

  /** To the device of {@link #ONE}; has spoken, so that it takes over when the slot is settled. */
  private static final Connection SUCCESSOR = connection(3, "1");

  private static final SlotFacts FACTS =
      new SlotFacts(
          true, true, Map.of(SUCCESSOR, new Evidence(NOW, Optional.of(NOW), Evidence.Probe.NONE)));

  private final ConnectionRegistry registry =
      new ConnectionRegistry(DoubleConnectionRule.EVIDENCE, MOST, 0);
  private final List<Call> calls;
  private final List<Connection> newcomers;
  private final boolean isClosed;
  private final List<List<Connection>> handedOut = new ArrayList<>();

  private RegistryRound(List<Connection> newcomers, boolean isClosed, Call... calls) {
    this.newcomers = newcomers;
    this.isClosed = isClosed;
    this.calls = List.of(calls);
  }

  /** Calls that tell whom they were handed. */
  private interface Call {
    List<Connection> on(ConnectionRegistry registry);
  }

  /** Two newcomers, room for one. */
  public static Supplier<Race.Round> limit() {
    return () -> new RegistryRound(List.of(ONE, TWO), false, admit(ONE), admit(TWO));
  }

  /** A newcomer while the hub stops. */
  public static Supplier<Race.Round> stop() {
    return () -> new RegistryRound(List.of(ONE), true, admit(ONE), ConnectionRegistry::close);
  }

  /** A connection ends while its successor takes over. */
  public static Supplier<Race.Round> successor() {
    return () -> {
      RegistryRound round =
          new RegistryRound(
              List.of(ONE, SUCCESSOR),
              false,
              registry -> removed(registry, ONE),
              RegistryRound::takenOver);
      round.handedOut.add(admit(ONE).on(round.registry));
      return round;
    };
  }

  private static List<Connection> takenOver(ConnectionRegistry registry) {
    List<Connection> handed = new ArrayList<>(admit(SUCCESSOR).on(registry));
    registry.settle(ONE.peer(), FACTS, LATER).ifPresent(swap -> handed.addAll(losers(swap)));
    return handed;
  }

  private static Connection connection(int id, String device) {
    return new Connection(new ConnectionId(id), new Ski(device.repeat(40)), Role.CLIENT, "x");
  }

  private static Call admit(Connection newcomer) {
    return registry -> losers(registry.swap(newcomer, FACTS, NOW));
  }

  private static List<Connection> removed(ConnectionRegistry registry, Connection connection) {
    return switch (registry.removeIfMatches(connection)) {
      case Removal.WasOwner _, Removal.WasCandidate() -> List.of(connection);
      case Removal.NotHeld() -> List.of();
    };
  }

  private static List<Connection> losers(Swap swap) {
    return switch (swap) {
      case Swap.Took(_, var displaced) -> displaced.stream().toList();
      case Swap.Parked parked -> parked.displaced().stream().toList();
      case Swap.Refused(Connection loser, _) -> List.of(loser);
    };
  }

  @Override
  public List<Runnable> threads() {
    List<Runnable> threads = new ArrayList<>();
    for (Call call : calls) {
      List<Connection> mine = new ArrayList<>();
      handedOut.add(mine);
      threads.add(() -> mine.addAll(call.on(registry)));
    }
    return threads;
  }

  @Override
  public Optional<String> fault() {
    if (registry.size() > MOST) {
      return Optional.of(registry.size() + " slots, allowed are " + MOST);
    }
    for (Connection newcomer : newcomers) {
      boolean isHeld = isHeld(newcomer);
      long places =
          handedOut.stream().flatMap(List::stream).filter(newcomer::equals).count()
              + (isHeld ? 1 : 0);
      if (places != 1) {
        return Optional.of(newcomer.id() + " is in " + places + " places");
      }
      if (isHeld && isClosed) {
        return Optional.of(newcomer.id() + " is held after the close");
      }
    }
    return Optional.empty();
  }

  private boolean isHeld(Connection connection) {
    Optional<Connection> it = Optional.of(connection);
    return registry.owner(connection.peer()).equals(it)
        || registry.candidate(connection.peer()).equals(it);
  }
}
