package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.it.Flapper.Flap;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.transport.Deadlines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred strangers hammer the packaged daemon for {@code -Dminutes=N}: paired devices come
 * back as soon as ever, a user can pair new ones, and afterwards nothing is left of it.
 *
 * <p>Proof of promise 9.
 */
@Tag("strangers")
@Timeout(value = 1, unit = TimeUnit.HOURS)
final class StrangersIT {
  private static final double MINUTES = Double.parseDouble(System.getProperty("minutes", "5"));
  private static final Duration LENGTH = Duration.ofMillis(Math.round(MINUTES * 60_000));
  private static final int STRANGERS = 200;
  private static final int PAIRED = 3;
  private static final int NEW_DEVICES = 4;
  private static final int USUAL_FLAPS = 30;
  private static final List<Flap> LOSSES = List.of(Flap.BREAK, Flap.RESTART);

  /** A device's second dial comes later than that: whoever is back before got in with its first. */
  private static final Duration SECOND_DIAL = Duration.ofSeconds(3);

  /** What any phase of one dial may take; only a busy machine is so slow. */
  private static final Duration ONE_PHASE = Duration.ofSeconds(10);

  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration BETWEEN_FLAPS = Duration.ofMillis(500);
  private static final Duration CALMING = Duration.ofSeconds(60);

  /** A stranger that is paired may have dialled before, and waits before it dials again. */
  private static final Duration PAIRING = Duration.ofSeconds(30);

  /** The hub remembers strangers that it has seen, of which there are at most 256. */
  private static final long MORE_HEAP_KIB = 1_024;

  private static final long MORE_THREADS = 3;
  private static final long MORE_DESCRIPTORS = 3 + NEW_DEVICES;

  @TempDir private Path directory;

  private final SteadyClock clock = new SteadyClock();
  private final Deadlines deadlines = new Deadlines();
  private final AtomicLong knocks = new AtomicLong();
  private final List<Neighbour> devices = new ArrayList<>();
  private int flaps;

  @Test
  void pairedDevicesAndTheUserDoNotNoticeThem() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"))) {
      for (int number = 1; number <= PAIRED; number++) {
        pair(daemon, "127.3.0." + number);
      }
      List<Stranger> early = gather(daemon);
      flapFor(WARM_UP);
      disperse(early);
      Vitals before = calm(daemon);
      List<Duration> usual = new ArrayList<>();
      for (int i = 0; i < USUAL_FLAPS; i++) {
        usual.add(flap());
      }
      int vainBefore = vainDials();

      List<Stranger> strangers = gather(daemon);
      long knocksBefore = knocks.get();
      List<Duration> among = new ArrayList<>();
      List<Duration> pairings = new ArrayList<>();
      for (int number = 1; number <= NEW_DEVICES; number++) {
        among.addAll(flapFor(LENGTH.dividedBy(NEW_DEVICES)));
        pairings.add(pair(daemon, "127.4.0." + number));
      }
      long hammered = knocks.get() - knocksBefore;
      int vain = vainDials() - vainBefore;
      JsonObject refused = refused(daemon);
      disperse(strangers);
      Vitals after = back(daemon, before);

      System.out.printf(
          "strangers: %d for %.1f min, %d knocks; back after %s, among them %s, %d dials in vain;"
              + " new devices paired within %s; heap %d -> %d KiB, threads %d -> %d,"
              + " descriptors %d -> %d; refused %s%n",
          STRANGERS,
          MINUTES,
          hammered,
          words(usual),
          words(among),
          vain,
          words(pairings),
          before.heap(),
          after.heap(),
          before.threads(),
          after.threads(),
          before.descriptors(),
          after.descriptors(),
          JsonWriter.COMPACT.text(refused));
      assertTrue(quantile(among, 99).compareTo(SECOND_DIAL) < 0, () -> words(among));
      assertTrue(quantile(among, 100).compareTo(ONE_PHASE) < 0, () -> words(among));
      assertEquals(0, vain, "dials of paired devices in vain");
      assertTrue(quantile(pairings, 100).compareTo(PAIRING) < 0, () -> words(pairings));
      assertTrue(hammered > 100 * MINUTES * STRANGERS, hammered + " knocks are no hammering");
      assertBack("live heap in KiB", before.heap(), after.heap(), MORE_HEAP_KIB);
      assertBack("threads", before.threads(), after.threads(), MORE_THREADS);
      assertBack("descriptors", before.descriptors(), after.descriptors(), MORE_DESCRIPTORS);
    } finally {
      devices.forEach(Neighbour::close);
      deadlines.close();
    }
  }

  /** A user pairs a device that was never here; returns how long it takes. */
  private Duration pair(RunningDaemon daemon, String address)
      throws IOException, InterruptedException {
    Neighbour device = new Neighbour(address, daemon.ski(), daemon.shipPort());
    devices.add(device);
    Instant asked = clock.instant();
    assertEquals(200, daemon.pair(device.ski()));
    return Duration.between(asked, device.awaitExchange());
  }

  private List<Stranger> gather(RunningDaemon daemon) {
    List<Stranger> strangers = new ArrayList<>();
    for (int number = 0; number < STRANGERS; number++) {
      strangers.add(new Stranger(number, daemon.ski(), daemon.shipPort(), deadlines, knocks));
    }
    return strangers;
  }

  private static void disperse(List<Stranger> strangers) throws InterruptedException {
    strangers.forEach(Stranger::leave);
    for (Stranger stranger : strangers) {
      stranger.awaitGone();
    }
  }

  private List<Duration> flapFor(Duration length) throws IOException, InterruptedException {
    List<Duration> backAfter = new ArrayList<>();
    Instant end = clock.instant().plus(length);
    while (clock.instant().isBefore(end)) {
      backAfter.add(flap());
      await().pollDelay(BETWEEN_FLAPS).until(() -> true);
    }
    return backAfter;
  }

  /** One device after the other, in one way after the other. */
  private Duration flap() throws IOException, InterruptedException {
    Neighbour device = devices.get(flaps % PAIRED);
    Flap loss = LOSSES.get(flaps / PAIRED % LOSSES.size());
    flaps++;
    Duration took = device.comesBackAfter(loss);
    if (took.compareTo(SECOND_DIAL) >= 0) {
      System.out.println("strangers: back after " + took + " from " + loss + ": " + device.story());
    }
    return took;
  }

  /** The dials of those that were paired before. */
  private int vainDials() {
    return devices.subList(0, PAIRED).stream().mapToInt(Neighbour::vainDials).sum();
  }

  /** What the daemon needs when it has nobody but devices to serve any more. */
  private Vitals calm(RunningDaemon daemon) throws IOException, InterruptedException {
    await()
        .atMost(CALMING)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> count(daemon, "waitingForTrust") == 0);
    long paired = devices.size();
    await()
        .atMost(CALMING)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> count(daemon, "connected") == paired);
    return Vitals.of(daemon.program().pid());
  }

  /** What it needs when it needs no more than before; or what it still does after a while. */
  private Vitals back(RunningDaemon daemon, Vitals before)
      throws IOException, InterruptedException {
    Vitals now = calm(daemon);
    Instant end = clock.instant().plus(CALMING);
    while (now.heap() > before.heap() + MORE_HEAP_KIB && clock.instant().isBefore(end)) {
      await().pollDelay(BETWEEN_FLAPS).until(() -> true);
      now = calm(daemon);
    }
    return now;
  }

  private static long count(RunningDaemon daemon, String which)
      throws IOException, InterruptedException {
    return daemon
        .get("status")
        .object("devices")
        .flatMap(devices -> devices.integer(which))
        .orElse(-1L);
  }

  private static JsonObject refused(RunningDaemon daemon) throws IOException, InterruptedException {
    return daemon
        .get("status")
        .object("ship")
        .flatMap(ship -> ship.object("refused"))
        .orElseGet(() -> JsonValue.object().build());
  }

  private static Duration quantile(List<Duration> some, int percent) {
    List<Duration> sorted = some.stream().sorted().toList();
    return sorted.get((sorted.size() * percent + 99) / 100 - 1);
  }

  private static String words(List<Duration> some) {
    return "%d / %d / %d ms (median, 99 %%, worst of %d)"
        .formatted(
            quantile(some, 50).toMillis(),
            quantile(some, 99).toMillis(),
            quantile(some, 100).toMillis(),
            some.size());
  }

  private static void assertBack(String what, long before, long after, long more) {
    assertTrue(after <= before + more, what + " was " + before + " and is " + after);
  }
}
