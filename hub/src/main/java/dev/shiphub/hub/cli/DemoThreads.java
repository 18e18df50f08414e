package dev.shiphub.hub.cli;

/** The threads of the demo: they only wait for something, and tell it. */
final class DemoThreads {
  private DemoThreads() {}

  /** Starts a thread that does not keep the program alive. */
  static void start(String name, Runnable task) {
    Thread.ofVirtual().name(name).start(task);
  }

  /** A thread that runs when the program is ended from outside. */
  static Thread atExit(Runnable task) {
    return Thread.ofPlatform().name("demo-end").unstarted(task);
  }
}
