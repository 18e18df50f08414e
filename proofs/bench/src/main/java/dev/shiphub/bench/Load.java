package dev.shiphub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * What came of sending one message over and over for a while.
 *
 * @param messages how many came back
 * @param seconds how long it took
 * @param micros the round trip of each, sorted
 */
@SuppressWarnings("ArrayRecordComponent") // figures, never compared
record Load(long messages, double seconds, double[] micros) {
  private static final int MOST_KEPT = 1 << 20;

  /** Keeps so many under way, for so long, after what is under way has come back. */
  static Load run(EchoLink link, byte[] message, int inFlight, Duration time) throws IOException {
    byte[] framed = link.framed(message);
    double[] micros = new double[MOST_KEPT];
    long[] sentAt = new long[inFlight];
    long start = System.nanoTime();
    long end = start + time.toNanos();
    long sent = 0;
    long back = 0;
    long now = start;
    while (sent < inFlight) {
      sentAt[(int) (sent++ % inFlight)] = System.nanoTime();
      link.send(framed);
    }
    while (back < sent) {
      link.receive(message.length);
      now = System.nanoTime();
      micros[(int) (back % MOST_KEPT)] = (now - sentAt[(int) (back % inFlight)]) / 1e3;
      back++;
      if (now < end) {
        sentAt[(int) (sent++ % inFlight)] = System.nanoTime();
        link.send(framed);
      }
    }
    double[] sorted = Arrays.copyOf(micros, (int) Math.min(back, MOST_KEPT));
    Arrays.sort(sorted);
    return new Load(back, (now - start) / 1e9, sorted);
  }

  /** Messages a second. */
  double rate() {
    return messages / seconds;
  }

  /** The round trip that this share of them did not exceed, in microseconds. */
  double quantile(double share) {
    return micros[(int) Math.min(micros.length - 1L, (long) (share * micros.length))];
  }
}
