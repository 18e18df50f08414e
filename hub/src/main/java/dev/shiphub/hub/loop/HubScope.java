package dev.shiphub.hub.loop;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lifetime for blocking work: tasks start only while it is open, and closing interrupts and
 * awaits them all.
 *
 * <p>Whether a task starts and whether the scope is closed is one step: a task is either refused,
 * or seen by the close. A task that is started runs, even if it is cancelled before its first step:
 * so whoever has started it can rely on what its end does. Any thread.
 */
final class HubScope {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("hub-task-", 0).factory());

  /** Blocking work that can be interrupted. Any thread. */
  static final class Task {
    private final Runnable work;

    @GuardedBy("this")
    private @Nullable Thread runner;

    @GuardedBy("this")
    private boolean isCancelled;

    Task(Runnable work) {
      this.work = work;
    }

    /**
     * Interrupts the work under way, or the work as soon as it begins. After its end it does
     * nothing.
     */
    synchronized void cancel() {
      isCancelled = true;
      if (runner != null) {
        runner.interrupt();
      }
    }

    private void run() {
      begin(Thread.currentThread());
      try {
        work.run();
      } finally {
        end();
      }
    }

    private synchronized void begin(Thread thread) {
      runner = thread;
      if (isCancelled) {
        thread.interrupt();
      }
    }

    private synchronized void end() {
      runner = null;
    }
  }

  /** Starts the task in a virtual thread of its own; returns false if the scope is closed. */
  boolean start(Task task) {
    try {
      threads.execute(task::run);
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }

  /** Refuses every later task and interrupts those under way. */
  void close() {
    threads.shutdownNow();
  }

  /**
   * Waits for the tasks under way to end.
   *
   * @return whether they have all ended in time
   * @throws InterruptedException if the waiting thread was interrupted
   */
  boolean await(Duration grace) throws InterruptedException {
    return threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
  }
}
