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

  /** At once or within 3 s, then slower, as ship-go does. */
  static final DialLadder USUAL =
      new DialLadder(List.of(Rung.ofSeconds(0, 3), Rung.ofSeconds(3, 10), Rung.ofSeconds(10, 20)));

  /** Within 1 s, whatever became of the last dial. */
  static final DialLadder EAGER = new DialLadder(List.of(Rung.ofSeconds(0, 1)));

  private final List<Rung> rungs;

  private DialLadder(List<Rung> rungs) {
    this.rungs = rungs;
  }

  /**
   * The next delay.
   *
   * @param attempts how many dials were made since the last success
   */
  Duration delay(int attempts, RandomGenerator random) {
    Rung rung = rungs.get(Math.min(attempts, rungs.size() - 1));
    return Duration.ofMillis(random.nextLong(rung.from().toMillis(), rung.to().toMillis()));
  }
}
