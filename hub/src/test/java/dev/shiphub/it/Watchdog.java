package dev.shiphub.it;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks every second whether threads wait for each other, or nothing at all happens any more; then
 * it says what all threads do, and interrupts the one that it watches over.
 */
final class Watchdog implements AutoCloseable {
  private static final Duration STILL = Duration.ofMinutes(2);

  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Logbook log;
  private final Thread watched;
  private String last = "";
  private long changedAt = System.nanoTime();
  private boolean hasBarked;

  /** Watches over the thread that calls this. */
  Watchdog(Logbook log) {
    this.log = log;
    watched = Thread.currentThread();
    looks.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
  }

  private void look() {
    String now = log.toString();
    if (!now.equals(last)) {
      last = now;
      changedAt = System.nanoTime();
    }
    if (threads.findDeadlockedThreads() != null) {
      bark("deadlock");
    } else if (System.nanoTime() - changedAt > STILL.toNanos()) {
      bark("nothing has happened for " + STILL);
    }
  }

  private void bark(String what) {
    if (!hasBarked) {
      hasBarked = true;
      report(log, what);
      watched.interrupt();
    }
  }

  /** Writes down what is wrong, and prints what all threads do. */
  static void report(Logbook log, String what) {
    log.wrong(what);
    System.out.println(what);
    try {
      ThreadDump.now().forEach(System.out::println);
    } catch (IOException unwritable) {
      System.out.println(unwritable);
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
