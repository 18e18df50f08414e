package dev.shiphub.ship.mdns;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/** The only class of this package that starts threads. */
final class MdnsThreads {
  private MdnsThreads() {}

  /** Starts the one thread that supervises. */
  static Thread supervise(String name, Runnable task) {
    return Thread.ofVirtual().name(name).start(task);
  }

  /**
   * The threads of one responder: ours and all that JmDNS starts, which inherit the group.
   *
   * <p>JmDNS notices neither that its listening thread nor that a timer died of an exception; the
   * group does.
   */
  static final class Crew extends ThreadGroup {
    private final Consumer<Throwable> death;

    /**
     * @param death called on a thread of the crew that dies of an exception
     */
    Crew(String name, Consumer<Throwable> death) {
      super(name);
      this.death = death;
    }

    /**
     * Starts the thread that talks to JmDNS. A platform thread, since only those hand their group
     * on.
     */
    Thread start(Runnable task) {
      return Thread.ofPlatform().group(this).name(getName()).daemon().start(task);
    }

    /** Whether no thread but the caller's is left within this time, for each of them. */
    boolean isAloneWithin(Duration time) {
      for (Thread other : others()) {
        try {
          if (!other.join(time)) {
            return false;
          }
        } catch (InterruptedException hurried) {
          return false;
        }
      }
      return others().length == 0;
    }

    /** Ends what the crew, without the caller, waits for. */
    void interruptOthers() {
      for (Thread other : others()) {
        other.interrupt();
      }
    }

    private Thread[] others() {
      Thread[] threads = new Thread[activeCount() + 8];
      int count = enumerate(threads);
      return Arrays.stream(threads, 0, count)
          .filter(thread -> !thread.equals(Thread.currentThread()))
          .toArray(Thread[]::new);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
      death.accept(error);
    }
  }
}
