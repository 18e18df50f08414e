package dev.shiphub.hub.adapter.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What comes from a socket until a deadline, however slowly it drips. One thread. */
final class TimedInput extends InputStream {
  private final Socket socket;
  private final InputStream in;
  private final InstantSource steady;
  private Instant until;

  TimedInput(Socket socket, InstantSource steady, Instant until) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.steady = steady;
    this.until = until;
  }

  /** From now on reads fail after that moment, with a {@link SocketTimeoutException}. */
  void until(Instant deadline) {
    until = deadline;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Duration left = Duration.between(steady.instant(), until);
    if (!left.isPositive()) {
      throw new SocketTimeoutException("the time for the request is over");
    }
    socket.setSoTimeout((int) Math.max(1, left.toMillis()));
    return in.read(into, offset, length);
  }
}
