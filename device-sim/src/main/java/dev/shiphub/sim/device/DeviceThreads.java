package dev.shiphub.sim.device;

/**
 * Makes every thread of a device: virtual ones, one that drives it, one for each dial, one for its
 * goodbye.
 */
final class DeviceThreads {
  private DeviceThreads() {}

  /** A thread that is not started yet. */
  static Thread prepare(String name, Runnable task) {
    return Thread.ofVirtual().name(name).unstarted(task);
  }
}
