package dev.shiphub.hub.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A mailbox and the thread behind it: things are taken in their order, each a little later. So an
 * order of the hub and a report of a session can cross, as they do between real threads.
 */
final class Desk<T> {
  private final Calendar calendar;
  private final RandomGenerator random;
  private final Consumer<T> worker;
  private final Queue<T> waiting = new ArrayDeque<>();
  private boolean isAtWork;
  private boolean isClosed;

  Desk(Calendar calendar, RandomGenerator random, Consumer<T> worker) {
    this.calendar = calendar;
    this.random = random;
    this.worker = worker;
  }

  /** Returns false if nobody works here any more. */
  boolean put(T thing) {
    if (isClosed) {
      return false;
    }
    waiting.add(thing);
    work();
    return true;
  }

  private void work() {
    if (!isAtWork && !waiting.isEmpty()) {
      isAtWork = true;
      calendar.in(Duration.ofNanos(random.nextInt(1_000_000)), this::workOne);
    }
  }

  private void workOne() {
    isAtWork = false;
    if (!isClosed) {
      worker.accept(waiting.remove());
      work();
    }
  }

  /** Nothing that waits is worked on, and nothing more is taken; returns what waited. */
  Queue<T> close() {
    isClosed = true;
    return waiting;
  }
}
