package dev.shiphub.hub.world;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How often things really happened. */
final class Figures {
  private final NavigableMap<String, Long> counts = new TreeMap<>();
  private Duration slowest = Duration.ZERO;

  void count(String what) {
    count(what, 1);
  }

  void count(String what, long times) {
    counts.merge(what, times, Long::sum);
  }

  /** How long two nodes took to agree after everything had calmed down. */
  void settled(Duration took) {
    slowest = took.compareTo(slowest) > 0 ? took : slowest;
  }

  void add(Figures other) {
    other.counts.forEach(this::count);
    settled(other.slowest);
  }

  /** How often this happened. */
  long times(String what) {
    return counts.getOrDefault(what, 0L);
  }

  @Override
  public String toString() {
    return counts + ", agreed after at most " + slowest.toMillis() + " ms";
  }

  Duration slowest() {
    return slowest;
  }
}
