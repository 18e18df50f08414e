package dev.shiphub.bench;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A server that answers a message by a message of about the same size, and a connection to it.
 * Owned by one thread.
 */
final class Target implements AutoCloseable {
  /** Opens a connection. */
  @FunctionalInterface
  interface Opening {
    EchoLink open() throws IOException;
  }

  private static final int MANY = 16;

  private final LongSupplier pid;
  private final byte[] message;
  private final Opening opening;
  private EchoLink link;

  /**
   * @param pid the process whose CPU time counts
   * @param message what is sent
   */
  Target(LongSupplier pid, byte[] message, Opening opening) throws IOException {
    this.pid = pid;
    this.message = message;
    this.opening = opening;
    link = opening.open();
  }

  /**
   * What one round says of it; NaN where it hung.
   *
   * @param cpuMicros CPU time of its process for each message, one in flight
   * @param median of the round trips in microseconds, one in flight
   * @param tail the 99th percentile of them
   * @param rate messages a second, 16 in flight
   */
  record Shot(double cpuMicros, double median, double tail, double rate) {
    private static final Shot HUNG = new Shot(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /** Half of the time with one message in flight, half with 16. */
  void warm(Duration time) throws IOException {
    try {
      Duration half = time.dividedBy(2);
      Load.run(link, message, 1, half);
      Load.run(link, message, MANY, half);
    } catch (SocketTimeoutException hangs) {
      renew();
    }
  }

  /** One round: this long with one message in flight, and as long with 16. */
  Shot shoot(Duration time) throws IOException {
    try {
      double before = Cpu.millis(pid.getAsLong());
      Load single = Load.run(link, message, 1, time);
      double after = Cpu.millis(pid.getAsLong());
      Load many = Load.run(link, message, MANY, time);
      return new Shot(
          (after - before) * 1e3 / single.messages(),
          single.quantile(0.5),
          single.quantile(0.99),
          many.rate());
    } catch (SocketTimeoutException hangs) {
      renew();
      return Shot.HUNG;
    }
  }

  private void renew() throws IOException {
    link.close();
    link = opening.open();
  }

  @Override
  public void close() throws IOException {
    link.close();
  }
}
