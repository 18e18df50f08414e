package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.mdns.HostLabel;
import dev.shiphub.ship.mdns.InterfaceChoice;
import dev.shiphub.ship.mdns.JmdnsDiscovery;
import dev.shiphub.ship.mdns.MdnsSettings;
import dev.shiphub.ship.port.Discovery;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stops and restarts, many and in bad company: all in time, and nothing stays behind.
 *
 * <p>Proof of promises 4, 5.
 */
@Tag("stops")
@Timeout(900)
final class StopsIT {
  private static final int STOPS = Integer.getInteger("stops", 200);
  private static final int STOPS_WITH_MDNS = Math.max(1, STOPS / 10);

  /** The first rounds open what the virtual machine keeps: jars, pollers, carriers. */
  private static final int WARM_UP = 10;

  /** How the device in data exchange sees its end (SHIP 13.4.7). */
  private static final CloseReason ORDERLY =
      new CloseReason(CloseReason.Origin.PEER, CloseReason.SHIP_CLOSE, "close");

  private static final Duration LONGEST = Duration.ofSeconds(5);

  @TempDir private Path directory;

  private final LocalIdentity identity = BadCompany.fresh();
  private int port;

  /** What makes a stop hard beside the bad company. */
  private enum Trouble {
    NONE,
    /** A peer that answers no close. */
    STUCK_PEER,
    /** A listener that never returns. */
    BLOCKED_LISTENER;

    static Trouble of(int round) {
      return switch (round % 10) {
        case 3 -> STUCK_PEER;
        case 7 -> BLOCKED_LISTENER;
        default -> NONE;
      };
    }
  }

  @Test
  void stopsWithoutMulticastDnsLeaveNothingBehind() throws Exception {
    assertNothingStays("without mDNS", STOPS, Silence::new);
  }

  @Test
  void stopsWithMulticastDnsLeaveNothingBehind() throws Exception {
    MdnsSettings settings =
        MdnsSettings.of(InterfaceChoice.of(List.of("lo")), HostLabel.of("stops"));
    assertNothingStays(
        "with mDNS",
        STOPS_WITH_MDNS,
        () -> new JmdnsDiscovery(settings, new SteadyClock(), SteadyClock.wall()));
  }

  private void assertNothingStays(String what, int stops, Supplier<Discovery> discovery)
      throws Exception {
    for (int round = 0; round < WARM_UP; round++) {
      stop(round, discovery.get());
    }
    Belongings before = Belongings.settled();
    List<Duration> took = new ArrayList<>();
    for (int round = 0; round < stops; round++) {
      took.add(stop(round, discovery.get()));
    }
    before.awaitNothingElse();
    report(what, took);
  }

  /** Starts a hub at the same port as before, and stops it in bad company. */
  private Duration stop(int round, Discovery discovery) throws Exception {
    Trouble trouble = Trouble.of(round);
    List<HubListener> listeners =
        trouble == Trouble.BLOCKED_LISTENER ? List.of(new Blocked()) : List.of();
    try (BadCompany company = new BadCompany()) {
      LoopbackHub hub =
          LoopbackHub.start(
              identity,
              port,
              directory,
              LoopbackHub.trusting(BadCompany.trusted()),
              company.places(),
              discovery,
              listeners);
      port = hub.hub().shipPort();
      company.gather(hub.hub(), identity.ski());
      Duration took = trouble == Trouble.STUCK_PEER ? stopStuck(hub, company) : timed(hub, trouble);
      assertEquals(ORDERLY, company.farewell());
      return took;
    }
  }

  /** While its monitor is held, the peer cannot answer. */
  private static Duration stopStuck(LoopbackHub hub, BadCompany company) {
    synchronized (company.silent()) {
      return timed(hub, Trouble.STUCK_PEER);
    }
  }

  private static Duration timed(LoopbackHub hub, Trouble trouble) {
    long begun = System.nanoTime();
    boolean isClean = hub.stop();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    assertEquals(trouble != Trouble.BLOCKED_LISTENER, isClean, trouble.name());
    return took;
  }

  @Test
  void signalsEndTheProcessInTime() throws Exception {
    List<Duration> took = new ArrayList<>();
    Path state = directory.resolve("state");
    Ski swallowed = new Ski("0".repeat(39) + "1");
    Ski stuck = new Ski("0".repeat(39) + "2");
    for (int round = 0; round < STOPS_WITH_MDNS; round++) {
      try (BlackHole hole = new BlackHole();
          ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
          RunningDaemon daemon = RunningDaemon.start(state)) {
        daemon.addPeer(swallowed, "127.0.0.1", hole.port());
        daemon.addPeer(stuck, "127.0.0.1", mute.getLocalPort());
        daemon.pair(swallowed);
        daemon.pair(stuck);
        daemon.awaitDevice(stuck, view -> view.text("state").orElse("").equals("connecting"));
        long begun = System.nanoTime();
        daemon.program().terminate();
        assertEquals(0, daemon.program().awaitExit(LONGEST.multipliedBy(2)));
        took.add(Duration.ofNanos(System.nanoTime() - begun));
        assertEquals("HubStopped", RunningDaemon.events(state).getLast());
      }
    }
    report("SIGTERM, with mDNS", took);
  }

  private static void report(String what, List<Duration> took) {
    List<Long> millis = took.stream().map(Duration::toMillis).sorted().toList();
    System.out.printf(
        "%d stops %s: least %d ms, median %d ms, worst %d ms%n",
        millis.size(), what, millis.getFirst(), millis.get(millis.size() / 2), millis.getLast());
    assertTrue(millis.getLast() <= LONGEST.toMillis(), millis::toString);
  }

  /** Never returns from its first notice, until it is interrupted. */
  private static final class Blocked implements HubListener {
    @Override
    public void onNotice(PublishedNotice notice) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException asked) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
