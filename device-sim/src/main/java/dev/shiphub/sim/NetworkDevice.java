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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts devices on the network: wires them to TLS, WebSocket and multicast DNS. */
public final class NetworkDevice {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkDevice.class);

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
        new TransportSetup(new ShipTls(identity), TransportLimits.DEFAULTS, deadlines, clock);
    DevicePorts ports =
        new DevicePorts(
            new TlsListener(setup, address(network), InboundWatch.NONE),
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
    return Optional.of(new JmdnsDiscovery(MdnsSettings.of(where, host), clock));
  }

  private static InetSocketAddress address(NetworkSettings network) throws SocketException {
    List<String> names = network.interfaces();
    boolean isLocal = !names.isEmpty();
    for (String name : names) {
      isLocal &= isLoopback(name);
    }
    return isLocal
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), network.port())
        : new InetSocketAddress(network.port());
  }

  /** An interface that is not there may come later. */
  private static boolean isLoopback(String name) throws SocketException {
    NetworkInterface found = NetworkInterface.getByName(name);
    if (found == null) {
      LOG.warn("there is no interface {} yet", name);
      return false;
    }
    return found.isLoopback();
  }
}
