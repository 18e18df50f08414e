package dev.shiphub.hub;

import dev.shiphub.hub.adapter.mqtt.MqttSettings;
import dev.shiphub.hub.cli.DaemonOptions;
import dev.shiphub.hub.core.DoubleConnectionRule;
import dev.shiphub.hub.core.Limits;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.session.Lifetime;
import dev.shiphub.ship.handshake.PinDemand;
import dev.shiphub.ship.transport.TransportLimits;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be configured; a wrong value cannot be constructed by {@link ConfigFile}.
 *
 * @param ship the SHIP node
 * @param peers static peers
 * @param admin the admin API
 * @param ping how long a device may be silent before it is pinged
 * @param pong how long it may take to answer
 * @param lifetime when a connection is renewed
 * @param stopTimeout how long a stop may take before connections are cut
 * @param logLevel what is logged
 * @param pairingWindow how long the pairing window is open unless the user says it
 * @param limits every bound
 * @param mqtt the bridge to an MQTT broker, if there is one
 */
public record HubConfig(
    Ship ship,
    List<StaticPeer> peers,
    Admin admin,
    Duration ping,
    Duration pong,
    Lifetime lifetime,
    Duration stopTimeout,
    String logLevel,
    Duration pairingWindow,
    Limits limits,
    MqttSettings mqtt) {
  public HubConfig {
    peers = List.copyOf(peers);
  }

  /**
   * The bounds of the transport: two connections for every place of the hub, of which strangers get
   * none that are for paired devices, and the usual rest.
   */
  TransportLimits transportLimits() {
    TransportLimits usual = TransportLimits.DEFAULTS;
    int ofPaired = 2 * limits.pairedDevices();
    int open = ofPaired + 2 * limits.strangers() + 16;
    return usual.with(usual.door().withOpen(open)).with(usual.reserve().withOpen(ofPaired));
  }

  /** The same with what the command line says. */
  HubConfig with(DaemonOptions options) {
    return new HubConfig(
        ship.withPort(options.shipPort().orElse(ship.port())),
        peers,
        admin.withPort(options.adminPort().orElse(admin.port())),
        ping,
        pong,
        lifetime,
        stopTimeout,
        logLevel,
        pairingWindow,
        limits,
        mqtt);
  }

  /**
   * The admin API.
   *
   * @param bind the address to listen on
   * @param port the port to listen on; 0 takes a free one
   * @param hosts names besides the address under which clients may reach it
   * @param tokenFile who may use it; empty: everybody on this machine, and for other addresses the
   *     usual file in the state directory
   */
  public record Admin(InetAddress bind, int port, List<String> hosts, Optional<Path> tokenFile) {
    public Admin {
      hosts = List.copyOf(hosts);
    }

    private Admin withPort(int other) {
      return new Admin(bind, other, hosts, tokenFile);
    }
  }

  /**
   * The SHIP node.
   *
   * @param port the port to listen on; 0 takes a free one
   * @param interfaces names of the network interfaces to announce on; empty takes all that are fit
   * @param path the announced WebSocket path
   * @param id our SHIP ID; empty derives it from the SKI
   * @param brand announced
   * @param model announced
   * @param type announced
   * @param pin our PIN, if devices are to enter it
   * @param isAskingAccessMethods whether devices are asked for their access methods; without them a
   *     changed SHIP ID is not noticed
   * @param doubleConnection which of two connections to one device stays
   */
  public record Ship(
      int port,
      List<String> interfaces,
      String path,
      Optional<String> id,
      String brand,
      String model,
      String type,
      Optional<PinDemand> pin,
      boolean isAskingAccessMethods,
      DoubleConnectionRule doubleConnection) {
    public Ship {
      interfaces = List.copyOf(interfaces);
    }

    private Ship withPort(int other) {
      return new Ship(
          other,
          interfaces,
          path,
          id,
          brand,
          model,
          type,
          pin,
          isAskingAccessMethods,
          doubleConnection);
    }
  }
}
