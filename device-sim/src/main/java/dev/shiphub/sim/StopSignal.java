package dev.shiphub.sim;

import dev.shiphub.sim.device.SimDevice;
import java.util.function.IntConsumer;

/** Stops a device in order when the process is told to end, and ends the process with 0. */
final class StopSignal {
  private final Thread hook;

  private StopSignal(Thread hook) {
    this.hook = hook;
  }

  /**
   * Listens for it from now on.
   *
   * @param end ends the process with a code
   */
  static StopSignal watch(SimDevice device, IntConsumer end) {
    Thread hook =
        ProcessThreads.atTheEnd(
            () -> {
              device.close();
              // The JVM would end with 143, as if it had been killed.
              end.accept(0);
            });
    Runtime.getRuntime().addShutdownHook(hook);
    return new StopSignal(hook);
  }

  /** No longer; the device has stopped by itself. */
  void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endsAlready) {
      // The hook runs, and ends the process.
    }
  }
}
