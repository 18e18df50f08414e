package dev.shiphub.sim.raw;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened when, as lines; bounded. Any thread. */
public final class Transcript {
  private static final int MOST_LINES = 400;

  private final InstantSource clock;
  private final Instant start;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param clock steady
   */
  public Transcript(InstantSource clock) {
    this.clock = clock;
    start = clock.instant();
  }

  /** Notes that something happened now. */
  public synchronized void add(String words) {
    if (lines.size() < MOST_LINES) {
      Duration since = Duration.between(start, clock.instant());
      lines.add(String.format(Locale.ROOT, "%8.3f s  %s", since.toMillis() / 1000.0, words));
    }
  }

  /** All so far. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
