package dev.shiphub.ship.transport;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for an event with a bound, looking often. */
final class Eventually {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private Eventually() {}

  /** Fails if it is not true within 10 s. */
  static void isTrue(Callable<Boolean> condition) {
    isTrueWithin(BOUND, condition);
  }

  static void isTrueWithin(Duration bound, Callable<Boolean> condition) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(bound)
        .until(condition);
  }
}
