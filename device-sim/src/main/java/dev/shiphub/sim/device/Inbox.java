package dev.shiphub.sim.device;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the driver of one device. Full, it makes whoever adds wait; closed, it refuses for
 * ever. Any thread adds, one takes.
 */
final class Inbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int most;

  @GuardedBy("lock")
  private final Deque<DeviceInput> waiting = new ArrayDeque<>();

  @GuardedBy("lock")
  private boolean isClosed;

  Inbox(int most) {
    this.most = most;
  }

  /**
   * Adds, waiting for room; an interrupt does not stop it, since what is added may be the only word
   * of an open transport.
   *
   * @return false if it is closed; the input stays with the caller
   */
  boolean add(DeviceInput input) {
    lock.lock();
    try {
      while (!isClosed && waiting.size() >= most) {
        changed.awaitUninterruptibly();
      }
      if (!isClosed) {
        waiting.addLast(input);
        changed.signalAll();
      }
      return !isClosed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the oldest.
   *
   * @param patience how long to wait for one; negative is none
   */
  Optional<DeviceInput> take(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (waiting.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      Optional<DeviceInput> oldest = Optional.ofNullable(waiting.pollFirst());
      changed.signalAll();
      return oldest;
    } finally {
      lock.unlock();
    }
  }

  /** Refuses from now on; returns what nobody took. */
  List<DeviceInput> close() {
    lock.lock();
    try {
      isClosed = true;
      List<DeviceInput> left = new ArrayList<>(waiting);
      waiting.clear();
      changed.signalAll();
      return left;
    } finally {
      lock.unlock();
    }
  }
}
