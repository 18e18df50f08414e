package dev.shiphub.races;

import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The places where one thread may be overtaken by another. {@link Weaver} puts calls of these
 * methods into the classes under test. Any thread.
 *
 * <p>Where a seed chooses, monitors become locks: who waits for a monitor is woken by a thread of
 * the JDK that obeys no seed, who waits for a lock by the one that unlocks it.
 */
public final class Seam {
  private static volatile Hook hook = () -> {};

  /** Used by the threads of one carrier only. */
  private static IdentityHashMap<Object, ReentrantLock> monitors = new IdentityHashMap<>();

  private Seam() {}

  /** What happens at a seam. */
  interface Hook {
    /** A thread is there. */
    void pass();
  }

  /** From now on, for objects that are made from now on. */
  static void use(Hook next) {
    monitors = new IdentityHashMap<>();
    hook = next;
  }

  /** Here. */
  public static void pass() {
    hook.pass();
  }

  /** Enters the monitor of an object. */
  public static void enter(Object monitor) {
    pass();
    monitors.computeIfAbsent(monitor, _ -> new ReentrantLock()).lock();
  }

  /** Leaves the monitor of an object. */
  public static void leave(Object monitor) {
    Objects.requireNonNull(monitors.get(monitor)).unlock();
    pass();
  }
}
