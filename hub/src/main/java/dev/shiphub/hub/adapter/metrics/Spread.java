package dev.shiphub.hub.adapter.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How long something took, counted by size. Any thread. */
final class Spread {
  /** Upper bounds in seconds: from a LAN's handshake to a user who thinks it over. */
  static final List<Double> BOUNDS =
      List.of(
          0.01,
          0.025,
          0.05,
          0.1,
          0.25,
          0.5,
          1.0,
          2.5,
          5.0,
          10.0,
          30.0,
          60.0,
          120.0,
          Double.POSITIVE_INFINITY);

  private static final double NANOS = 1e9;

  @GuardedBy("this")
  private final long[] counts = new long[BOUNDS.size()];

  @GuardedBy("this")
  private double sum;

  /**
   * What was counted.
   *
   * @param counts by bound, each for itself
   * @param sum in seconds
   */
  record Counted(List<Long> counts, double sum) {}

  synchronized void add(Duration took) {
    double seconds = took.toNanos() / NANOS;
    int at = 0;
    while (seconds > BOUNDS.get(at)) {
      at++;
    }
    counts[at]++;
    sum += seconds;
  }

  synchronized Counted counted() {
    return new Counted(Arrays.stream(counts).boxed().toList(), sum);
  }
}
