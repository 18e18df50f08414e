package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.service;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random but possible events, in any order, with a stop at any moment: what subscribers rely on
 * holds, and nothing is left.
 *
 * <p>Proof of promises 2, 3, 4, 5.
 */
final class CoreStormTest {
  private static final List<Ski> DEVICES =
      List.of(smaller(1), smaller(2), bigger(1), bigger(2), bigger(3));

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000, 2_000, 3_000})
  void noOrderOfEventsBreaksThePromises(long from) {
    for (long seed = from; seed < from + 500; seed++) {
      new Storm(seed).run();
    }
  }

  /** The world around one core: it knows which events are possible. */
  private static final class Storm {
    private final long seed;
    private final SplittableRandom random;
    private final CoreDriver hub;
    private final Set<Ski> dialling = new HashSet<>();
    private final List<Connection> open = new ArrayList<>();
    private final Set<Connection> started = new HashSet<>();
    private final Set<Connection> complete = new HashSet<>();
    private int read;
    private long ids;

    Storm(long seed) {
      this.seed = seed;
      random = new SplittableRandom(seed);
      hub =
          new CoreDriver(Limits.DEFAULT.withDevices(3, 1, 1), seed, DEVICES.get(0), DEVICES.get(2));
    }

    void run() {
      int steps = random.nextInt(20, 200);
      for (int step = 0; step < steps; step++) {
        act(random.nextInt(15));
        absorb();
      }
      hub.on(new HubEvent.StopRequested());
      absorb();
      while (!open.isEmpty() || !dialling.isEmpty()) {
        if (dialling.isEmpty() || (!open.isEmpty() && random.nextBoolean())) {
          close();
        } else {
          dialEnds();
        }
        absorb();
      }
      check();
    }

    private void act(int what) {
      Ski ski = any(DEVICES);
      switch (what) {
        case 0, 1 -> hub.on(new HubEvent.ServiceSeen(service(ski)));
        case 2 -> hub.on(new HubEvent.ServiceGone(ski, service(ski).instance()));
        case 3, 4 -> dialEnds();
        case 5 -> opens(ski, Role.SERVER);
        case 6, 7 -> completes();
        case 8 -> close();
        case 9 -> hub.pair(ski);
        case 10 -> hub.ask(new Request.Unpair(ski));
        case 11 -> {
          if (!open.isEmpty()) {
            hub.on(new HubEvent.ProbeResult(any(open), random.nextBoolean()));
          }
        }
        case 12 ->
            hub.ask(
                random.nextBoolean()
                    ? new Request.OpenWindow(Duration.ofSeconds(10), random.nextBoolean())
                    : new Request.CloseWindow());
        case 13 -> {
          hub.isDiskBroken = random.nextInt(4) == 0;
          hub.ask(new Request.Disconnect(ski));
        }
        default -> hub.waits(Duration.ofMillis(random.nextInt(4_000)));
      }
    }

    private void dialEnds() {
      if (dialling.isEmpty()) {
        return;
      }
      Ski ski = any(List.copyOf(dialling));
      dialling.remove(ski);
      if (random.nextBoolean()) {
        opens(ski, Role.CLIENT);
      } else {
        hub.on(new HubEvent.DialFailed(ski, "x", "connect", Trouble.CONNECTION_REFUSED, "refused"));
      }
    }

    private void opens(Ski ski, Role role) {
      Connection connection = Fixtures.connection(++ids, ski, role);
      open.add(connection);
      hub.on(new HubEvent.Opened(connection));
    }

    private void completes() {
      List<Connection> able = open.stream().filter(started::contains).toList();
      if (able.isEmpty()) {
        return;
      }
      Connection connection = any(able);
      if (complete.add(connection)) {
        hub.on(new HubEvent.FirstMessage(connection));
        if (random.nextBoolean()) {
          hub.on(new HubEvent.TrustAsked(connection));
        }
        hub.on(new HubEvent.HandshakeCompleted(connection));
      }
    }

    private void close() {
      if (open.isEmpty()) {
        return;
      }
      Connection connection = open.remove(random.nextInt(open.size()));
      Stage reached = complete.contains(connection) ? Stage.DATA : Stage.HELLO;
      CloseReason reason =
          random.nextBoolean()
              ? CloseReason.byNetwork("reset")
              : CloseReason.byPeer(1000, "double connection");
      hub.on(
          new HubEvent.Closed(
              connection, reached, reason, Trouble.CLOSED, "end", random.nextInt(9) == 0));
    }

    private void absorb() {
      for (; read < hub.effects.size(); read++) {
        switch (hub.effects.get(read)) {
          case HubEffect.Dial(Ski ski, _) ->
              assertTrue(dialling.add(ski), () -> "seed " + seed + ": dialled twice at a time");
          case HubEffect.StartSession(Connection connection, _) ->
              assertTrue(started.add(connection), () -> "seed " + seed + ": started twice");
          default -> {}
        }
      }
    }

    private void check() {
      String where = "seed " + seed + ": ";
      assertEquals(List.of(), hub.grammar.faults(), where);
      assertTrue(hub.grammar.isQuiet(), where + "something never ended");
      assertEquals(List.of(new HubEffect.Finish(true)), hub.all(HubEffect.Finish.class), where);
      assertTrue(hub.core.deadline().isEmpty(), where + "a timer is left");
      List<Connection> closed =
          hub.all(HubEffect.Close.class).stream().map(HubEffect.Close::connection).toList();
      assertEquals(new HashSet<>(closed).size(), closed.size(), where + "closed twice");
    }

    private <T> T any(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }
  }
}
