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
import dev.shiphub.sim.quirk.OddCertificate;
import dev.shiphub.sim.quirk.OddDiscovery;
import dev.shiphub.sim.quirk.OddPorts;
import dev.shiphub.sim.quirk.Quirk;
import dev.shiphub.sim.quirk.Quirks;
import dev.shiphub.sim.raw.RawIdentity;
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
    Quirks quirks = settings.quirks();
    RawIdentity shown = OddCertificate.of(identity, quirks, SteadyClock.wall().instant());
    DevicePorts ports =
        OddPorts.areNeededFor(quirks)
            ? odd(settings, shown, network, random)
            : usual(settings, LocalIdentity.of(shown.key(), shown.certificate()), network, random);
    return SimDevice.start(settings, ports, events);
  }

  private static DevicePorts usual(
      DeviceSettings settings,
      LocalIdentity identity,
      NetworkSettings network,
      RandomGenerator random)
      throws IOException {
    InstantSource clock = new SteadyClock();
    Deadlines deadlines = new Deadlines();
    TransportSetup setup =
        new TransportSetup(
            new ShipTls(identity, settings.quirks().has(Quirk.TLS_1_3)),
            TransportLimits.DEFAULTS.with(TransportLimits.Rates.UNLIMITED),
            deadlines,
            clock);
    return new DevicePorts(
        new TlsListener(setup, address(network), InboundWatch.NONE),
        new TlsDialer(setup),
        discovery(settings, network, clock),
        clock,
        random,
        deadlines::close);
  }

  /** A quirk of TLS or WebSocket is made by hand. */
  private static DevicePorts odd(
      DeviceSettings settings, RawIdentity shown, NetworkSettings network, RandomGenerator random) {
    InstantSource clock = new SteadyClock();
    OddPorts wire = new OddPorts(address(network).socket(), shown, settings.quirks(), clock);
    return new DevicePorts(
        wire, wire, discovery(settings, network, clock), clock, random, () -> {});
  }

  private static ListenAddress address(NetworkSettings network) {
    return ListenAddress.of(network.interfaces(), network.port());
  }

  private static Optional<Discovery> discovery(
      DeviceSettings settings, NetworkSettings network, InstantSource clock) {
    if (!network.isAnnounced()) {
      return Optional.empty();
    }
    InterfaceChoice where = InterfaceChoice.of(network.interfaces());
    HostLabel host = HostLabel.of(settings.shipId().value());
    Discovery usual = new JmdnsDiscovery(MdnsSettings.of(where, host), clock, SteadyClock.wall());
    Quirks quirks = settings.quirks();
    return Optional.of(
        OddDiscovery.isNeededFor(quirks)
            ? new OddDiscovery(usual, network.interfaces(), quirks)
            : usual);
  }
}
