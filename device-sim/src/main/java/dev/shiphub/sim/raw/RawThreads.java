package dev.shiphub.sim.raw;

/** Starts the threads of hand-made peers and of those who drive them. */
public final class RawThreads {
  private RawThreads() {}

  /** Starts a virtual thread. */
  public static Thread start(String name, Runnable task) {
    return Thread.ofVirtual().name(name).start(task);
  }
}
