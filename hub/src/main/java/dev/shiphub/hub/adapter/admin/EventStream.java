package dev.shiphub.hub.adapter.admin;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.PublishedNotice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last events of the hub, for followers who come late or are slow.
 *
 * <p>Followers read at their own pace by number; whoever falls behind what is kept is told so. The
 * hub's notices never wait for a follower. Any thread.
 */
public final class EventStream implements HubListener {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition hasNews = lock.newCondition();
  private final int room;

  /** Their numbers follow each other without gaps, and end with {@link #last}. */
  @GuardedBy("lock")
  private final Deque<PublishedNotice> kept = new ArrayDeque<>();

  @GuardedBy("lock")
  private long last;

  @GuardedBy("lock")
  private boolean isClosed;

  /**
   * No events yet.
   *
   * @param room how many are kept, at least 1
   * @param lastSeq the last number that an earlier run may have used; 0 if there was none
   */
  public EventStream(int room, long lastSeq) {
    if (room < 1) {
      throw new IllegalArgumentException("no room for events: " + room);
    }
    this.room = room;
    last = lastSeq;
  }

  /**
   * Some events that follow each other.
   *
   * @param notices in their order; empty if there is nothing new
   * @param after the number before the first of them, if there is one
   * @param isGap whether what the follower asked for is not kept (any more): it has missed
   *     something, and goes on with the oldest that is
   * @param isOver whether nothing will ever follow
   */
  record Page(List<PublishedNotice> notices, long after, boolean isGap, boolean isOver) {
    /** The number up to which the follower knows all that it can know. */
    long upTo() {
      return notices.isEmpty() ? after : notices.getLast().seq();
    }
  }

  @Override
  public void onNotice(PublishedNotice notice) {
    lock.lock();
    try {
      if (notice.seq() != last + 1) {
        // Something was missed on the way here; nobody may take the rest for the whole.
        kept.clear();
      }
      kept.addLast(notice);
      if (kept.size() > room) {
        kept.removeFirst();
      }
      last = notice.seq();
      hasNews.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The number of the latest event; 0 if there has never been one. */
  public long last() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }

  /** Of what is kept, the first ones after that number. */
  Page since(long after, int most) {
    return page(after, most);
  }

  /** Of what is kept, the latest. */
  Page latest(int most) {
    lock.lock();
    try {
      int count = Math.min(most, kept.size());
      List<PublishedNotice> latest = kept.stream().skip(kept.size() - count).toList();
      return new Page(latest, last - count, false, isClosed);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is something after that number.
   *
   * @param most how many to take at once
   * @param patience how long to wait; then the page is empty
   */
  Page await(long after, int most, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (last == after && !isClosed && left > 0) {
        left = hasNews.awaitNanos(left);
      }
      return page(after, most);
    } finally {
      lock.unlock();
    }
  }

  private Page page(long after, int most) {
    lock.lock();
    try {
      long before = last - kept.size();
      boolean isGap = after < before || after > last;
      long from = isGap ? before : after;
      List<PublishedNotice> notices = kept.stream().skip(from - before).limit(most).toList();
      boolean isOver = isClosed && from + notices.size() == last;
      return new Page(notices, from, isGap, isOver);
    } finally {
      lock.unlock();
    }
  }

  /** Lets every follower go once it has heard what there is. What is kept can still be read. */
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      hasNews.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
