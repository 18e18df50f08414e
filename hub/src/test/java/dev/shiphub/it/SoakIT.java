package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.it.Flapper.Flap;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred devices that flap, for {@code -Dminutes=N}: what the daemon needs is flat in the end.
 *
 * <p>Every so often the flapping pauses until all are connected, so that samples can be compared.
 * Flat means that the median of the last quarter is at most that of the second one, and a little.
 */
@Tag("soak")
@Timeout(value = 3, unit = TimeUnit.HOURS)
final class SoakIT {
  private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("minutes", 20));
  private static final int DEVICES = 100;
  private static final int SAMPLES_OF_A_QUARTER = 5;
  private static final int SAMPLES = 4 * SAMPLES_OF_A_QUARTER;
  private static final Duration BETWEEN_FLAPS = Duration.ofMillis(200);
  private static final Duration COMING_BACK = Duration.ofSeconds(90);

  /** What may be added to the median, in percent. */
  private static final int MORE_HEAP = 10;

  private static final int MORE_RESIDENT = 5;

  /** What may be added to the median, in numbers: carriers of virtual threads come and go. */
  private static final int MORE_THREADS = 2;

  private static final int MORE_DESCRIPTORS = 2;

  @TempDir private Path directory;

  private final List<Flapper> devices = new ArrayList<>();
  private final List<Vitals> samples = new ArrayList<>();
  private final AtomicInteger flaps = new AtomicInteger();
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void whatTheDaemonNeedsIsFlat() throws Exception {
    String room = "limits: {pairedDevices: " + DEVICES + "}";
    try (RunningDaemon daemon = RunningDaemon.start(directory.resolve("state"), room);
        ScheduledExecutorService flapping = Executors.newSingleThreadScheduledExecutor()) {
      gather(daemon);
      awaitAll(daemon);
      for (int sample = 0; sample < SAMPLES; sample++) {
        flapFor(flapping, LENGTH.dividedBy(SAMPLES));
        awaitAll(daemon);
        samples.add(Vitals.of(daemon.program().pid()));
        System.out.printf(
            "soak %d of %d: %d flaps, %s%n", sample + 1, SAMPLES, flaps.get(), samples.getLast());
      }
    } finally {
      devices.forEach(Flapper::close);
    }
    assertFlat("live heap in KiB", Vitals::heap, MORE_HEAP, 0);
    assertFlat("resident memory in KiB", Vitals::resident, MORE_RESIDENT, 0);
    assertFlat("threads", Vitals::threads, 0, MORE_THREADS);
    assertFlat("descriptors", Vitals::descriptors, 0, MORE_DESCRIPTORS);
  }

  /** Half of them are dialled by the hub, too. */
  private void gather(RunningDaemon daemon) throws IOException, InterruptedException {
    for (int number = 0; number < DEVICES; number++) {
      Flapper device = new Flapper(number, daemon.ski(), daemon.shipPort());
      devices.add(device);
      assertEquals(200, daemon.pair(device.ski()));
      if (number % 2 == 0) {
        assertEquals(200, daemon.addPeer(device.ski(), "127.0.0.1", device.port()));
      }
    }
  }

  private void flapFor(ScheduledExecutorService flapping, Duration length) throws Exception {
    long millis = BETWEEN_FLAPS.toMillis();
    ScheduledFuture<?> task =
        flapping.scheduleAtFixedRate(this::flap, 0, millis, TimeUnit.MILLISECONDS);
    try {
      task.get(length.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException wanted) {
      task.cancel(false);
    }
    flapping.submit(() -> {}).get();
  }

  private void flap() {
    Flap[] kinds = Flap.values();
    try {
      devices.get(random.nextInt(DEVICES)).flap(kinds[random.nextInt(kinds.length)]);
    } catch (IOException portTaken) {
      throw new AssertionError(portTaken);
    }
    flaps.incrementAndGet();
  }

  private static void awaitAll(RunningDaemon daemon) {
    await()
        .atMost(COMING_BACK)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> connected(daemon.get("status")) == DEVICES);
  }

  private static long connected(JsonObject status) {
    return status.object("devices").flatMap(it -> it.integer("connected")).orElse(-1L);
  }

  private void assertFlat(
      String what, ToLongFunction<Vitals> which, int morePercent, int moreInNumber) {
    long second =
        Vitals.median(samples.subList(SAMPLES_OF_A_QUARTER, 2 * SAMPLES_OF_A_QUARTER), which);
    long last = Vitals.median(samples.subList(SAMPLES - SAMPLES_OF_A_QUARTER, SAMPLES), which);
    long most = second + second * morePercent / 100 + moreInNumber;
    System.out.printf("soak: %s %d in the second quarter, %d in the last%n", what, second, last);
    assertTrue(last <= most, what + " was " + second + " and is " + last);
  }
}
