package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged daemon is killed, again and again, while users pair and unpair, and while it starts:
 * what it has answered is so after the next start, and it is always the same hub.
 *
 * <p>{@code -Dkills=N} times, at moments of {@code -Dseed=S}.
 *
 * <p>Proof of promise 10.
 */
@Tag("crash")
@Timeout(1_800)
final class KillsIT {
  private static final int KILLS = Integer.getInteger("kills", 200);
  private static final long SEED = Long.getLong("seed", 1);

  /** More would only wait for each other on a small machine. */
  private static final int SIDE_BY_SIDE = 4;

  @TempDir private Path directory;

  @Test
  void noKillLosesWhatWasAnswered() throws Exception {
    long begun = System.nanoTime();
    List<KilledDaemon> daemons = new ArrayList<>();
    List<Future<?>> ends = new ArrayList<>();
    try (ExecutorService hands = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
      for (int number = 0; number < SIDE_BY_SIDE; number++) {
        KilledDaemon daemon = new KilledDaemon(directory.resolve("hub" + number), SEED + number);
        daemons.add(daemon);
        int kills = (KILLS + number) / SIDE_BY_SIDE;
        ends.add(
            hands.submit(
                () -> {
                  daemon.live(kills);
                  return kills;
                }));
      }
    }
    for (Future<?> end : ends) {
      end.get();
    }
    KillFigures all =
        daemons.stream().map(KilledDaemon::figures).reduce(KillFigures::plus).orElseThrow();
    System.out.printf(
        "kills of seed %d in %d s: %s%n",
        SEED, Duration.ofNanos(System.nanoTime() - begun).toSeconds(), all);
    assertEquals(KILLS, all.kills());
    // In a run of some length: else the moments are no good.
    if (KILLS >= 100) {
      assertTrue(all.answered() >= KILLS, all::toString);
      assertTrue(all.done() > 0 && all.done() < all.inFlight(), all::toString);
    }
  }
}
