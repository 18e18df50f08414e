package dev.shiphub.sim;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.mdns.HostLabel;
import dev.shiphub.ship.mdns.InterfaceChoice;
import dev.shiphub.ship.mdns.JmdnsDiscovery;
import dev.shiphub.ship.mdns.MdnsSettings;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.port.Sighting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Looks for one SHIP node by multicast DNS. */
final class HubSearch {
  private HubSearch() {}

  /**
   * Where it is; empty if it is not seen in time.
   *
   * @param interfaces where to look; none for the automatic choice
   */
  static Optional<Endpoint> find(
      Ski ski, List<String> interfaces, InstantSource clock, Duration atMost)
      throws InterruptedException {
    BlockingQueue<Endpoint> found = new LinkedBlockingQueue<>();
    MdnsSettings settings =
        MdnsSettings.of(InterfaceChoice.of(interfaces), HostLabel.of("sim-fleet-" + ski.brief()));
    try (Discovery discovery = new JmdnsDiscovery(settings, clock, SteadyClock.wall())) {
      discovery.browse(
          sighting -> {
            if (sighting instanceof Sighting.Seen(var service) && service.ski().equals(ski)) {
              found.add(service.endpoint());
            }
          });
      return Optional.ofNullable(found.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
    }
  }
}
