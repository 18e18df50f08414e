package dev.shiphub.sim.fleet;

import java.time.Duration;
import java.util.Arrays;

/** The last of very many delays, and the longest of all. Any thread adds. */
final class Delays {
  private static final int MOST = 65_536;

  private final int[] millis = new int[MOST];
  private long count;
  private long longest;

  synchronized void add(Duration delay) {
    long taken = Math.max(0, delay.toMillis());
    millis[(int) (count % MOST)] = (int) Math.min(Integer.MAX_VALUE, taken);
    longest = Math.max(longest, taken);
    count++;
  }

  /** How many there were. */
  synchronized long count() {
    return count;
  }

  /** In ms; 0 if there were none. */
  synchronized long longest() {
    return longest;
  }

  /**
   * So many per cent were no longer than that, in ms; 0 if there were none.
   *
   * @param percent 1 to 100
   */
  synchronized long quantile(int percent) {
    int kept = (int) Math.min(count, MOST);
    if (kept == 0) {
      return 0;
    }
    int[] sorted = Arrays.copyOf(millis, kept);
    Arrays.sort(sorted);
    return sorted[(kept * percent + 99) / 100 - 1];
  }
}
