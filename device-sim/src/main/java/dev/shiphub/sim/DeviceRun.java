package dev.shiphub.sim;

import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.SimDevice;
import java.io.IOException;

/** One device as a process: its events go out, commands come in, and a signal ends it in order. */
final class DeviceRun {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final ProcessHost host;
  private final boolean isJson;
  private final boolean isBoundToInput;

  /**
   * @param isJson whether events are for programs
   * @param isBoundToInput whether the end of the input is the end of the device
   */
  DeviceRun(ProcessHost host, boolean isJson, boolean isBoundToInput) {
    this.host = host;
    this.isJson = isJson;
    this.isBoundToInput = isBoundToInput;
  }

  /** Runs it until it has stopped; returns the exit code. */
  int run(DeviceSettings settings, LocalIdentity identity, NetworkSettings network)
      throws InterruptedException {
    Console console = host.console();
    EventLines lines = new EventLines(console.out(), isJson);
    SimDevice device;
    try {
      device = NetworkDevice.start(settings, identity, network, host.random(), lines);
    } catch (IOException taken) {
      console
          .complaints()
          .println("port " + network.port() + " cannot be opened: " + taken.getMessage());
      return FAILED;
    }
    StopSignal signal = StopSignal.watch(device, host.end());
    UserCommands commands =
        new UserCommands(console.lines(), console.complaints(), device, isBoundToInput);
    ProcessThreads.start("commands", commands);
    boolean isInOrder = device.awaitStop();
    signal.forget();
    return isInOrder ? DONE : FAILED;
  }
}
