package dev.shiphub.ship.transport;

import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one timer thread of all connections. It does nothing but close plain sockets, which ends any
 * read, write or handshake that is stuck in them.
 */
public final class Deadlines implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;

  /** Starts no thread before the first deadline. */
  public Deadlines() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("ship-deadlines").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** A running deadline; closing it calls it off. */
  static final class Deadline implements AutoCloseable {
    private final Socket plain;
    private volatile boolean hasPassed;
    private @Nullable ScheduledFuture<?> task;

    private Deadline(Socket plain) {
      this.plain = plain;
    }

    /** Whether it was this deadline that closed the socket. */
    boolean hasPassed() {
      return hasPassed;
    }

    private void pass() {
      hasPassed = true;
      PlainSockets.close(plain);
    }

    @Override
    public void close() {
      if (task != null) {
        task.cancel(false);
      }
    }
  }

  /** Closes a plain socket when the time is over; at once if this timer was closed. */
  Deadline cutAfter(Duration limit, Socket plain) {
    Deadline deadline = new Deadline(plain);
    try {
      deadline.task = timer.schedule(deadline::pass, limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      deadline.pass();
    }
    return deadline;
  }

  /** Ends the thread. Connections that still rely on a deadline are not cut by it any more. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
