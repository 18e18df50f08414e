package dev.shiphub.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * Watches what a reader allocates: a small multiple of its input, whatever the input says. Only in
 * the {@link Replay}, because the fuzzer's own hooks allocate too.
 */
public final class Allocation {
  /** What a reader may take for the shortest input, in bytes. */
  private static final long BASE = 16 * 1024;

  /** The shortest values on the wire have two bytes, and take some hundred in the tree. */
  private static final long PER_BYTE = 100;

  /** Loading classes costs, the first time. */
  private static final int RUNS = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static boolean isWatching;

  private Allocation() {}

  /** From now on it is watched. */
  static void watch() {
    isWatching = true;
  }

  /** Runs a reader of an input of that length. */
  public static <T> T within(int length, Supplier<T> reader) {
    T result = reader.get();
    if (isWatching) {
      long most = BASE + PER_BYTE * length;
      long taken = least(reader, most);
      Finding.unless(taken <= most, taken + " bytes allocated for an input of " + length);
    }
    return result;
  }

  private static long least(Supplier<?> reader, long enough) {
    long least = Long.MAX_VALUE;
    for (int run = 0; run < RUNS && least > enough; run++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      var _ = reader.get();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
