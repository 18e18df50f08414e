package dev.shiphub.sim;

import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.mdns.HostLabel;
import dev.shiphub.ship.mdns.InterfaceChoice;
import dev.shiphub.ship.mdns.JmdnsDiscovery;
import dev.shiphub.ship.mdns.MdnsSettings;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.transport.Deadlines;
import dev.shiphub.ship.transport.InboundWatch;
import dev.shiphub.ship.transport.ListenAddress;
import dev.shiphub.ship.transport.ShipTls;
import dev.shiphub.ship.transport.TlsDialer;
import dev.shiphub.ship.transport.TlsListener;
import dev.shiphub.ship.transport.TransportLimits;
import dev.shiphub.ship.transport.TransportSetup;
import dev.shiphub.sim.device.DevicePorts;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.device.SimEvent;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Puts devices on the network: wires them to TLS, WebSocket and multicast DNS. */
public final class NetworkDevice {
  private NetworkDevice() {}

  /**
   * Starts a device.
   *
   * @param identity whose SKI is that of the settings
   * @param random the delays of its dials
   * @param events as in {@link SimDevice#start}
   * @throws IOException if the port cannot be bound
   */
  public static SimDevice start(
      DeviceSettings settings,
      LocalIdentity identity,
      NetworkSettings network,
      RandomGenerator random,
      Consumer<SimEvent> events)
      throws IOException {
    InstantSource clock = new SteadyClock();
    Deadlines deadlines = new Deadlines();
    TransportSetup setup =
        new TransportSetup(
            new ShipTls(identity),
            TransportLimits.DEFAULTS.with(TransportLimits.Rates.UNLIMITED),
            deadlines,
            clock);
    DevicePorts ports =
        new DevicePorts(
            new TlsListener(
                setup, ListenAddress.of(network.interfaces(), network.port()), InboundWatch.NONE),
            new TlsDialer(setup),
            discovery(settings, network, clock),
            clock,
            random,
            deadlines::close);
    return SimDevice.start(settings, ports, events);
  }

  private static Optional<Discovery> discovery(
      DeviceSettings settings, NetworkSettings network, InstantSource clock) {
    if (!network.isAnnounced()) {
      return Optional.empty();
    }
    InterfaceChoice where = InterfaceChoice.of(network.interfaces());
    HostLabel host = HostLabel.of(settings.shipId().value());
    return Optional.of(new JmdnsDiscovery(MdnsSettings.of(where, host), clock, SteadyClock.wall()));
  }
}
