package dev.shiphub.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * Watches what a reader costs: memory that is a small multiple of its input and time that is linear
 * in it, whatever the input says. Only in the {@link Replay}, because the fuzzer's own hooks cost
 * too.
 */
public final class Cost {
  /** What a reader may take for the shortest input, in bytes. */
  private static final long BASE = 16 * 1024;

  /** The shortest values on the wire have two bytes, and take some hundred in the tree. */
  private static final long PER_BYTE = 100;

  /** What a reader may work on the shortest input: generous, as the code may not be compiled. */
  private static final long BASE_NANOS = 20_000_000;

  /** So that one nanosecond for each pair of bytes of the longest input would be too much. */
  private static final long NANOS_PER_BYTE = 10_000;

  /** Loading classes costs, the first time. */
  private static final int RUNS = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static boolean isWatching;

  private Cost() {}

  /** From now on it is watched. */
  static void watch() {
    isWatching = true;
  }

  /** Runs a reader of an input of that length. */
  public static <T> T within(int length, Supplier<T> reader) {
    T result = reader.get();
    if (isWatching) {
      check(length, reader);
    }
    return result;
  }

  private static void check(int length, Supplier<?> reader) {
    long mostBytes = BASE + PER_BYTE * length;
    long mostNanos = BASE_NANOS + NANOS_PER_BYTE * length;
    long bytes = Long.MAX_VALUE;
    long nanos = Long.MAX_VALUE;
    for (int run = 0; run < RUNS && (bytes > mostBytes || nanos > mostNanos); run++) {
      long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
      // Of this thread, so that a busy machine does not count.
      long nanosBefore = THREADS.getCurrentThreadCpuTime();
      var _ = reader.get();
      nanos = Math.min(nanos, THREADS.getCurrentThreadCpuTime() - nanosBefore);
      bytes = Math.min(bytes, THREADS.getCurrentThreadAllocatedBytes() - bytesBefore);
    }
    Finding.unless(bytes <= mostBytes, bytes + " bytes allocated for an input of " + length);
    Finding.unless(nanos <= mostNanos, nanos + " ns of work for an input of " + length);
  }
}
