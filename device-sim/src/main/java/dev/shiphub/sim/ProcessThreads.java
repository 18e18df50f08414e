package dev.shiphub.sim;

/** Makes the threads that belong to the process and not to a device. */
final class ProcessThreads {
  private ProcessThreads() {}

  /** Starts a virtual thread, which does not keep the process alive. */
  static void start(String name, Runnable task) {
    Thread.ofVirtual().name(name).start(task);
  }

  /** A thread for the JVM to start when the process is told to end. */
  static Thread atTheEnd(Runnable task) {
    return Thread.ofPlatform().name("stop").unstarted(task);
  }
}
