package dev.shiphub.hub.loop;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that writes files, in order.
 *
 * <p>Outside of the hub's scope and never interrupted, because an interrupt closes the file under a
 * write. Drained on close. Any thread.
 */
public final class Ledger {
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("ledger").factory());

  /**
   * An open ledger, whose thread is there already: an executor that is shut down while the first
   * task starts its thread forgets the second, and never ends.
   */
  public Ledger() {
    writer.execute(() -> {});
  }

  /** Queues a write; returns false if the ledger is closed. */
  public boolean write(Runnable write) {
    try {
      writer.execute(write);
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }

  /**
   * Refuses later writes and waits for those that are queued.
   *
   * @return whether they were all done in time; the rest goes on as long as the process lives
   * @throws InterruptedException if the waiting thread was interrupted
   */
  public boolean close(Duration grace) throws InterruptedException {
    writer.shutdown();
    return writer.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
  }
}
