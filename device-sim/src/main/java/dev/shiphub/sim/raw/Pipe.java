package dev.shiphub.sim.raw;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Two TCP connections, of which each is told what the other says. Any thread. */
final class Pipe {
  private static final int PIECE = 16_384;
  private static final int PIECES_PER_SECOND = 10;

  private final Network network;
  private final Socket near;
  private final Socket far;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean isSilent;

  Pipe(Network network, Socket near, Socket far) {
    this.network = network;
    this.near = near;
    this.far = far;
  }

  /** Begins to forward. */
  void flow() {
    RawThreads.start("pipe", () -> forward(near, far));
    RawThreads.start("pipe", () -> forward(far, near));
  }

  /** Forwards nothing any more, not even an end. */
  void silence() {
    isSilent = true;
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  private void forward(Socket one, Socket other) {
    byte[] piece = new byte[PIECE];
    try {
      InputStream in = one.getInputStream();
      OutputStream out = other.getOutputStream();
      while (true) {
        int rate = network.rate();
        int most = rate == 0 ? PIECE : Math.clamp(rate / PIECES_PER_SECOND, 1, PIECE);
        int count = in.read(piece, 0, most);
        if (isSilent) {
          return;
        }
        if (count < 0) {
          other.shutdownOutput();
          if (one.isOutputShutdown()) {
            close();
          }
          return;
        }
        if (rate > 0 && over.await(count * 1_000L / rate, TimeUnit.MILLISECONDS)) {
          return;
        }
        out.write(piece, 0, count);
      }
    } catch (IOException broken) {
      if (!isSilent) {
        reset();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      close();
    }
  }

  /** Ends both with a reset. */
  void reset() {
    linger(near);
    linger(far);
    close();
  }

  private static void linger(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException gone) {
      // It has ended already.
    }
  }

  /** Ends both. */
  void close() {
    over.countDown();
    close(near);
    close(far);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // What is closed cannot be closed better.
    }
  }
}
