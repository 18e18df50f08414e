package dev.shiphub.it;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.NetworkDevice;
import dev.shiphub.sim.NetworkSettings;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.profile.Catalogue;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A simulated device in this process that loses its connection in every way, and comes back. */
final class Flapper implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final LocalIdentity identity;
  private final DeviceSettings settings;
  private final Ski hub;
  private NetworkSettings network = NetworkSettings.LOOPBACK;
  private SimDevice device;

  /** What happens to it. */
  enum Flap {
    /** Its connections break without a word. */
    BREAK,
    /** It opens another connection beside the one that it has. */
    DOUBLE,
    /** It stops in order and starts again. */
    RESTART
  }

  /** Starts it; it dials the hub by itself. */
  Flapper(int number, Ski hub, int shipPort) throws IOException {
    this.hub = hub;
    identity = LocalIdentity.generate("flapper", SteadyClock.wall().instant(), RANDOM);
    Endpoint place = new Endpoint(List.of("127.0.0.1"), shipPort, "/ship/", Optional.empty());
    settings =
        DeviceSettings.of(Catalogue.ALL.get(number % Catalogue.ALL.size()), identity.ski())
            .trusting(Set.of(hub))
            .knowing(Map.of(hub, place));
    device = start();
    network = new NetworkSettings(device.port(), network.interfaces(), false);
  }

  private SimDevice start() throws IOException {
    return NetworkDevice.start(settings, identity, network, RANDOM, _ -> {});
  }

  Ski ski() {
    return identity.ski();
  }

  int port() {
    return network.port();
  }

  /** One thread flaps. */
  void flap(Flap kind) throws IOException {
    switch (kind) {
      case BREAK -> device.breakConnections();
      case DOUBLE -> device.dial(hub);
      case RESTART -> {
        device.close();
        device = start();
      }
    }
  }

  @Override
  public void close() {
    device.close();
  }
}
