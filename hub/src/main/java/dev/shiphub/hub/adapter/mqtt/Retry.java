package dev.shiphub.hub.adapter.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time, up to a minute, and by chance
 * between half of that and all, so that a fleet does not return in one moment. For one thread.
 */
final class Retry {
  private static final long FIRST_MILLIS = 1_000;
  private static final int MOST_DOUBLINGS = 6;
  private static final long LONGEST_MILLIS = 60_000;

  private final RandomGenerator random;
  private int failures;

  Retry(RandomGenerator random) {
    this.random = random;
  }

  /** An attempt has succeeded. */
  void succeeded() {
    failures = 0;
  }

  /** The wait after a connection that has failed or ended. */
  Duration next() {
    long most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    return Duration.ofMillis(random.nextLong(most / 2, most + 1));
  }
}
