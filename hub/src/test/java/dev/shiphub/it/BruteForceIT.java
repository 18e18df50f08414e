package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Devices that try PINs on the packaged daemon, over sockets. How many they can try in a year is
 * known from virtual time, docs/pin-rates.md.
 */
@Timeout(400)
@Execution(ExecutionMode.CONCURRENT)
final class BruteForceIT {
  private static final String RIGHT = "C0FFEE0123456789";
  private static final String WRONG = "00BADBAD";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SILENCE = Duration.ofSeconds(2);

  /** What a message may be late on a busy machine; the penalties are at SHIP's upper bounds. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  private static final Duration PENALTY = Duration.ofSeconds(15).minus(SLACK);
  private static final Duration LONG_PENALTY = Duration.ofSeconds(90).minus(SLACK);

  @TempDir private Path directory;
  private final InstantSource clock = new SteadyClock();

  private RunningDaemon daemon() throws IOException {
    return RunningDaemon.requiring(RIGHT, directory.resolve("state"));
  }

  private static PinBurglar letIn(RunningDaemon daemon, LocalIdentity identity) {
    AtomicReference<PinBurglar> found = new AtomicReference<>();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              Optional<PinBurglar> dialled = PinBurglar.dial(identity, daemon.shipPort());
              boolean isIn = dialled.isPresent() && dialled.get().isLetIn();
              dialled.ifPresent(isIn ? found::set : PinBurglar::close);
              return isIn;
            });
    return found.get();
  }

  private static long wrong(RunningDaemon daemon, Ski device) {
    return daemon.device(device).object("pin").flatMap(it -> it.integer("wrong")).orElse(0L);
  }

  private static LocalIdentity paired(RunningDaemon daemon) throws Exception {
    LocalIdentity identity = BadCompany.fresh();
    assertEquals(200, daemon.pair(identity.ski()));
    return identity;
  }

  private static void triesThreeAndIsLockedOut(PinBurglar burglar) throws InterruptedException {
    for (int i = 0; i < 8; i++) {
      burglar.sends(WRONG);
    }
    assertEquals(3, burglar.refused(8, SILENCE));
  }

  /** Tries until the next one is compared; returns when it was. */
  private Instant next(PinBurglar burglar) throws InterruptedException {
    burglar.insists(WRONG);
    return clock.instant();
  }

  private static void assertApart(Duration least, Instant one, Instant other) {
    Duration apart = Duration.between(one, other);
    assertTrue(apart.compareTo(least) >= 0, () -> apart + " instead of " + least);
  }

  /** The first seven take 15 s three times and 90 s, whatever is done in between. */
  @Tag("slowpin")
  @Test
  void sevenTriesTakeTheirPenaltiesAcrossAReconnectAndARestart() throws Exception {
    LocalIdentity identity;
    Instant fourth;
    try (RunningDaemon first = daemon()) {
      identity = paired(first);
      PinBurglar burglar = letIn(first, identity);
      Instant third;
      try (burglar) {
        triesThreeAndIsLockedOut(burglar);
        third = clock.instant().minus(SILENCE);
      }
      try (PinBurglar again = letIn(first, identity)) {
        fourth = next(again);
      }
      assertApart(PENALTY, third, fourth);
      first.program().terminate();
      assertEquals(0, first.program().awaitExit(PATIENCE));
    }
    try (RunningDaemon second = daemon();
        PinBurglar burglar = letIn(second, identity)) {
      Instant fifth = next(burglar);
      assertApart(PENALTY, fourth, fifth);
      Instant sixth = next(burglar);
      assertApart(PENALTY, fifth, sixth);
      Instant seventh = next(burglar);
      assertApart(LONG_PENALTY, sixth, seventh);
      assertEquals(7, wrong(second, identity.ski()));
    }
  }

  @Test
  void manyConnectionsOfOneDeviceHaveTheTriesOfOne() throws Exception {
    try (RunningDaemon daemon = daemon()) {
      LocalIdentity identity = paired(daemon);
      List<PinBurglar> burglars =
          IntStream.range(0, 8)
              .mapToObj(_ -> PinBurglar.dial(identity, daemon.shipPort()))
              .flatMap(Optional::stream)
              .toList();
      List<PinBurglar> inside = new ArrayList<>();
      for (PinBurglar burglar : burglars) {
        if (burglar.isLetIn()) {
          inside.add(burglar);
        }
      }
      assertFalse(inside.isEmpty());
      for (int i = 0; i < 8; i++) {
        inside.forEach(burglar -> burglar.sends(WRONG));
      }
      for (PinBurglar burglar : inside) {
        burglar.refused(8, SILENCE);
      }
      long tried = wrong(daemon, identity.ski());
      assertEquals(3, tried, () -> "tries over " + inside.size() + " connections");
      burglars.forEach(PinBurglar::close);
      try (PinBurglar again = letIn(daemon, identity)) {
        again.sends(WRONG);
        assertEquals(0, again.refused(1, SILENCE));
      }
    }
  }

  @Test
  void eachDeviceHasItsOwnThreeTriesAndAStrangerHasNone() throws Exception {
    try (RunningDaemon daemon = daemon()) {
      List<LocalIdentity> identities = List.of(paired(daemon), paired(daemon), paired(daemon));
      for (LocalIdentity identity : identities) {
        try (PinBurglar burglar = letIn(daemon, identity)) {
          triesThreeAndIsLockedOut(burglar);
        }
      }
      for (LocalIdentity identity : identities) {
        assertEquals(3, wrong(daemon, identity.ski()));
      }
      LocalIdentity stranger = BadCompany.fresh();
      try (PinBurglar burglar = PinBurglar.dial(stranger, daemon.shipPort()).orElseThrow()) {
        burglar.sends(RIGHT);
        assertFalse(burglar.isLetIn());
      }
      assertEquals(0, wrong(daemon, stranger.ski()));
    }
  }
}
