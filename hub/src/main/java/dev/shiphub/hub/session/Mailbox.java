package dev.shiphub.hub.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue with many senders and one taker, that can be closed for ever.
 *
 * <p>Closing is a state that refuses: whoever sends afterwards is told so, whoever waits for room
 * is woken and told so, and what was still inside is handed back once. So nothing that was sent is
 * ever lost in silence. Any thread.
 *
 * @param <T> what is sent
 */
public final class Mailbox<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition hasMail = lock.newCondition();
  private final Condition hasRoom = lock.newCondition();
  private final int room;
  private final int reserve;

  @GuardedBy("lock")
  private final Queue<T> mail = new ArrayDeque<>();

  @GuardedBy("lock")
  private boolean isClosed;

  /**
   * An empty, open mailbox.
   *
   * @param room how much may wait before senders wait
   * @param reserve how much more {@link #offerUrgent} may put in, so that orders pass a flood
   */
  public Mailbox(int room, int reserve) {
    this.room = room;
    this.reserve = reserve;
  }

  /**
   * Sends, waiting for room.
   *
   * @return false if the mailbox is closed
   * @throws InterruptedException if interrupted while waiting for room; nothing was sent
   */
  public boolean put(T item) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!isClosed && mail.size() >= room) {
        hasRoom.await();
      }
      return add(item);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends, waiting for room, whatever happens: an interrupt is kept for later. For outcomes, which
   * must not be lost.
   *
   * @return false if the mailbox is closed
   */
  public boolean putOutcome(T item) {
    lock.lock();
    try {
      while (!isClosed && mail.size() >= room) {
        hasRoom.awaitUninterruptibly();
      }
      return add(item);
    } finally {
      lock.unlock();
    }
  }

  /** Sends without waiting; returns false if the mailbox is closed or full. */
  public boolean offer(T item) {
    return offer(item, room);
  }

  /** Sends without waiting, into the reserve if need be; returns false if closed or full. */
  public boolean offerUrgent(T item) {
    return offer(item, room + reserve);
  }

  private boolean offer(T item, int most) {
    lock.lock();
    try {
      return mail.size() < most && add(item);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean add(T item) {
    if (isClosed) {
      return false;
    }
    mail.add(item);
    hasMail.signal();
    return true;
  }

  /**
   * Takes the oldest item, waiting for one.
   *
   * @param patience how long to wait at most; empty waits for ever
   * @return empty if nothing came in time, or the mailbox is closed
   * @throws InterruptedException if interrupted while waiting
   */
  public Optional<T> take(Optional<Duration> patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (patience.isPresent()) {
        awaitMail(patience.get());
      } else {
        awaitMail();
      }
      Optional<T> item = Optional.ofNullable(mail.poll());
      hasRoom.signal();
      return item;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void awaitMail(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    while (mail.isEmpty() && !isClosed && left > 0) {
      left = hasMail.awaitNanos(left);
    }
  }

  /** Without a timer: each costs a virtual thread two switches of platform threads. */
  @GuardedBy("lock")
  private void awaitMail() throws InterruptedException {
    while (mail.isEmpty() && !isClosed) {
      hasMail.await();
    }
  }

  /** Refuses all that is sent from now on; returns what was left inside, once. */
  public List<T> close() {
    lock.lock();
    try {
      isClosed = true;
      List<T> left = new ArrayList<>(mail);
      mail.clear();
      hasMail.signalAll();
      hasRoom.signalAll();
      return left;
    } finally {
      lock.unlock();
    }
  }

  /** How much waits. */
  public int size() {
    lock.lock();
    try {
      return mail.size();
    } finally {
      lock.unlock();
    }
  }
}
