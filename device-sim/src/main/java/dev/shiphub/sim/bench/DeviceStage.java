package dev.shiphub.sim.bench;

import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.device.SimEvent;
import java.io.IOException;
import java.util.function.Consumer;

/** Puts simulated devices on the network. */
@FunctionalInterface
public interface DeviceStage {
  /**
   * Starts one.
   *
   * @param isAnnounced whether multicast DNS shows it
   * @throws IOException if it finds no port
   */
  SimDevice start(
      DeviceSettings settings,
      LocalIdentity identity,
      boolean isAnnounced,
      Consumer<SimEvent> events)
      throws IOException;
}
