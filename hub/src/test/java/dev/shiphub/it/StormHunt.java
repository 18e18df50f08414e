package dev.shiphub.it;

import dev.shiphub.planted.Found;
import dev.shiphub.ship.clock.SteadyClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** A program that lets a storm rage for so many lives of the hub, and says what was wrong. */
final class StormHunt {
  /** A storm that finds nothing is at rest within a few seconds. */
  private static final Duration CALMING = Duration.ofSeconds(15);

  private StormHunt() {}

  /** The arguments are the seed, the number of lives, and where the hub writes. */
  public static void main(String[] args) throws Exception {
    SteadyClock clock = new SteadyClock();
    Instant begun = clock.instant();
    Logbook log = new Logbook();
    Path state = Path.of(args[2]);
    AtomicInteger left = new AtomicInteger(Integer.parseInt(args[1]));
    try (Storm storm = new Storm(Long.parseLong(args[0]), state, 1, CALMING, log)) {
      storm.rage(() -> left.decrementAndGet() <= 0);
    }
    long millis = Duration.between(begun, clock.instant()).toMillis();
    System.out.println(log);
    log.faults().stream().limit(1).forEach(it -> System.out.println(Found.line(it, millis)));
    System.exit(0);
  }
}
