package dev.shiphub.bench;

/** Time that has passed. */
final class Clock {
  private Clock() {}

  /** Milliseconds since a {@link System#nanoTime}. */
  static double millisSince(long start) {
    return millis(System.nanoTime() - start);
  }

  static double millis(long nanos) {
    return nanos / 1e6;
  }
}
