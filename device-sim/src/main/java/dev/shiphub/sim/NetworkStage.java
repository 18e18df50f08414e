package dev.shiphub.sim;

import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.bench.DeviceStage;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.device.SimEvent;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Puts devices on these interfaces, each on a port that is free.
 *
 * @param interfaces by name; none for all but loopback
 */
record NetworkStage(List<String> interfaces, RandomGenerator random) implements DeviceStage {
  @Override
  public SimDevice start(
      DeviceSettings settings,
      LocalIdentity identity,
      boolean isAnnounced,
      Consumer<SimEvent> events)
      throws IOException {
    NetworkSettings network = new NetworkSettings(0, interfaces, isAnnounced);
    return NetworkDevice.start(settings, identity, network, random, events);
  }
}
