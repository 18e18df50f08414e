package dev.shiphub.sim.device;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** How long to wait before a dial: longer after vain ones, never two devices alike. Pure. */
final class DialLadder {
  private record Rung(Duration from, Duration to) {
    static Rung ofSeconds(int from, int to) {
      return new Rung(Duration.ofSeconds(from), Duration.ofSeconds(to));
    }
  }

  private static final List<Rung> RUNGS =
      List.of(Rung.ofSeconds(0, 3), Rung.ofSeconds(3, 10), Rung.ofSeconds(10, 20));

  private DialLadder() {}

  /**
   * The next delay.
   *
   * @param attempts how many dials were made since the last success
   */
  static Duration delay(int attempts, RandomGenerator random) {
    Rung rung = RUNGS.get(Math.min(attempts, RUNGS.size() - 1));
    return Duration.ofMillis(random.nextLong(rung.from().toMillis(), rung.to().toMillis()));
  }
}
