package dev.shiphub.it;

import java.util.Collection;
import java.util.List;

/**
 * How long requests took that pass the hub's loop.
 *
 * @param micros each of them, in microseconds
 */
record RoundTrips(List<Long> micros) {
  static RoundTrips of(Collection<RoundTrips> parts) {
    return new RoundTrips(parts.stream().flatMap(part -> part.micros().stream()).toList());
  }

  long medianMicros() {
    return at(0.5);
  }

  private long at(double share) {
    return micros.stream()
        .sorted()
        .skip((long) (share * (micros.size() - 1)))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return "median %.1f ms, p99 %.1f ms".formatted(at(0.5) / 1_000.0, at(0.99) / 1_000.0);
  }
}
