package dev.shiphub.hub.adapter.admin;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The bounded places for clients that follow the events.
 *
 * <p>A client that does not read what it is sent blocks only the thread that writes to it. Its
 * place is cleared when somebody else needs one. Any thread.
 */
final class Seats {
  private final int most;
  private final Duration stall;
  private final Semaphore free;

  @GuardedBy("this")
  private final Set<Seat> taken = new HashSet<>();

  /**
   * @param most how many places there are
   * @param stall how long a client may leave what it was sent unread when its place is needed
   */
  Seats(int most, Duration stall) {
    this.most = most;
    this.stall = stall;
    free = new Semaphore(most);
  }

  /** A place, for the thread that has taken it. */
  final class Seat implements AutoCloseable {
    private final Thread occupant = Thread.currentThread();

    @GuardedBy("this")
    private Optional<Instant> writingSince = Optional.empty();

    @GuardedBy("this")
    private boolean isLeft;

    private Seat() {}

    /** A write begins, which may block. */
    synchronized void writing(Instant now) {
      writingSince = Optional.of(now);
    }

    /** The write is done. */
    synchronized void written() {
      writingSince = Optional.empty();
    }

    /** Interrupts the thread if it has been writing for too long; that closes the connection. */
    private synchronized void clearIfStalled(Instant now) {
      boolean isStalled =
          !isLeft && writingSince.filter(since -> !since.plus(stall).isAfter(now)).isPresent();
      if (isStalled) {
        occupant.interrupt();
      }
    }

    private synchronized void leave() {
      isLeft = true;
    }

    @Override
    public void close() {
      leave();
      vacate(this);
    }
  }

  /** A place for this thread; empty if all are taken, but then a stalled one may be free soon. */
  Optional<Seat> take(Instant now) {
    if (!free.tryAcquire()) {
      clearStalled(now);
      return Optional.empty();
    }
    return Optional.of(seated());
  }

  private synchronized Seat seated() {
    Seat seat = new Seat();
    taken.add(seat);
    return seat;
  }

  private synchronized void clearStalled(Instant now) {
    taken.forEach(seat -> seat.clearIfStalled(now));
  }

  private void vacate(Seat seat) {
    synchronized (this) {
      taken.remove(seat);
    }
    free.release();
  }

  /** Waits until every place is free, and keeps them all; returns whether they were in time. */
  boolean close(Duration grace) throws InterruptedException {
    return free.tryAcquire(most, grace.toMillis(), TimeUnit.MILLISECONDS);
  }
}
