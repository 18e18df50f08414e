package dev.shiphub.ship.transport;

import java.util.concurrent.atomic.AtomicLong;

/** Starts every thread of this package but the timer, named by what it does. */
final class ConnectionThreads {
  private final AtomicLong numbers = new AtomicLong();

  /** The number of the next connection, for the names of its threads. */
  long number() {
    return numbers.incrementAndGet();
  }

  /** Starts a virtual thread named like {@code read-7}. */
  void start(String work, long number, Runnable task) {
    Thread.ofVirtual().name(work + "-" + number).start(task);
  }

  /** Starts a daemon platform thread, for the few blocking calls that do not suit virtual ones. */
  void startPlatform(String work, long number, Runnable task) {
    Thread.ofPlatform().name(work + "-" + number).daemon().start(task);
  }
}
