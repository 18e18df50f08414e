package dev.shiphub.hub.adapter.mqtt;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * All that is to be published: what the broker retains, events, and SPINE.
 *
 * <p>Whoever puts something in never waits for the broker: what is retained is one payload for each
 * topic, and the two lanes are bounded. Any thread.
 */
final class Dispatch {
  /** How much is handed to the broker before it has said that it has the first of it. */
  static final int WINDOW = 32;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition hasNews = lock.newCondition();
  private final String gapTopic;

  @GuardedBy("lock")
  private final Board board = new Board();

  @GuardedBy("lock")
  private final Lane events;

  @GuardedBy("lock")
  private final Lane spine;

  @GuardedBy("lock")
  private long spineSeq;

  @GuardedBy("lock")
  private long published;

  @GuardedBy("lock")
  private long refused;

  /** Whether something happened since the hub was looked at. */
  @GuardedBy("lock")
  private boolean hasHappened;

  /** Whether somebody called {@link #wake} since the last {@link #take}. */
  @GuardedBy("lock")
  private boolean isWoken;

  /**
   * Nothing to publish yet.
   *
   * @param mostMessages how many events, and how many SPINE messages, are kept
   * @param mostBytes how many bytes of each
   * @param gapTopic where subscribers are told of what was not kept
   */
  Dispatch(int mostMessages, int mostBytes, String gapTopic) {
    this.gapTopic = gapTopic;
    events = new Lane(mostMessages, mostBytes, gap -> words(gap, "events"));
    spine = new Lane(mostMessages, mostBytes, gap -> words(gap, "spine"));
  }

  private Publication words(Gap gap, String of) {
    return Publication.of(gapTopic, gap.toJson(of));
  }

  /** An event happened. */
  void event(long seq, Publication publication) {
    lock.lock();
    try {
      events.add(seq, publication);
      // The first of several: whoever waits may have to look sooner than he thought.
      isWoken |= !hasHappened;
      hasHappened = true;
      hasNews.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How to write a message that has this number. */
  @FunctionalInterface
  interface Numbered {
    /** The message. */
    JsonObject of(long seq);
  }

  /** Something was said in SPINE; the numbers of such messages begin with 1 in each run. */
  void spine(String topic, Numbered message) {
    lock.lock();
    try {
      spineSeq++;
      spine.add(spineSeq, Publication.of(topic, message.of(spineSeq)));
      hasNews.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Changes what the broker is to retain. */
  void show(Consumer<Board> change) {
    lock.lock();
    try {
      change.accept(board);
      hasNews.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A connection is new: all that the last one left open goes out again, and all retained. */
  void comeBack() {
    lock.lock();
    try {
      board.comeBack();
      events.comeBack();
      spine.comeBack();
    } finally {
      lock.unlock();
    }
  }

  /** Ends a {@link #take} that waits, or the next one. */
  void wake() {
    lock.lock();
    try {
      isWoken = true;
      hasNews.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the next to publish, waiting for it.
   *
   * @param patience how long to wait at most
   * @return empty if there was none in time, or somebody called {@link #wake}
   */
  Optional<Parcel> take(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      Optional<Parcel> parcel = next();
      while (parcel.isEmpty() && !isWoken && left > 0) {
        left = hasNews.awaitNanos(left);
        parcel = next();
      }
      isWoken = false;
      return parcel;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private Optional<Parcel> next() {
    if (board.underWay() + events.underWay() + spine.underWay() >= WINDOW) {
      return Optional.empty();
    }
    Optional<Publication> retained = board.next();
    if (retained.isPresent()) {
      Board shown = board;
      return Optional.of(new Parcel(retained.get(), shown::settled));
    }
    Optional<Parcel> event = next(events);
    return event.isPresent() ? event : next(spine);
  }

  private static Optional<Parcel> next(Lane lane) {
    return lane.next().map(item -> new Parcel(lane.publication(item), _ -> lane.settled(item)));
  }

  /** What became of a parcel is known. */
  void settle(Parcel parcel, Delivery delivery) {
    lock.lock();
    try {
      switch (delivery) {
        case ARRIVED -> {
          published++;
          parcel.settled().accept(parcel.publication());
        }
        case REFUSED -> {
          refused++;
          parcel.settled().accept(parcel.publication());
        }
        // It stays under way until the next connection.
        case OPEN -> {}
      }
      hasNews.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #take}, and also empty as soon as the broker has everything. */
  Optional<Parcel> takeLast(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      Optional<Parcel> parcel = next();
      while (parcel.isEmpty() && !isAllThere() && left > 0) {
        left = hasNews.awaitNanos(left);
        parcel = next();
      }
      return parcel;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the broker has everything. */
  boolean isIdle() {
    lock.lock();
    try {
      return isAllThere();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean isAllThere() {
    return board.isIdle() && events.isIdle() && spine.isIdle();
  }

  /** Whether something happened since {@link #seen}. */
  boolean hasHappened() {
    lock.lock();
    try {
      return hasHappened;
    } finally {
      lock.unlock();
    }
  }

  /** The hub is looked at now. */
  void seen() {
    lock.lock();
    try {
      hasHappened = false;
    } finally {
      lock.unlock();
    }
  }

  /** Figures for people: what waits, what was dropped, published and refused. */
  JsonObject figures() {
    lock.lock();
    try {
      return JsonValue.object()
          .put("published", published)
          .put("refused", refused)
          .put("waitingEvents", events.messages())
          .put("waitingSpine", spine.messages())
          .put("waitingBytes", events.bytes() + spine.bytes())
          .put("droppedEvents", events.dropped())
          .put("droppedSpine", spine.dropped())
          .build();
    } finally {
      lock.unlock();
    }
  }
}
