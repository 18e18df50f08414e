package dev.shiphub.sim;

import java.util.List;

/**
 * Where a device is on the network.
 *
 * @param port where it listens, 0 for any free port
 * @param interfaces where it is announced and looks for others; none for the automatic choice. With
 *     loopback interfaces only, it listens on loopback only.
 * @param isAnnounced whether it uses multicast DNS at all
 */
public record NetworkSettings(int port, List<String> interfaces, boolean isAnnounced) {
  /** Any free port on loopback, without multicast DNS. */
  public static final NetworkSettings LOOPBACK = new NetworkSettings(0, List.of("lo"), false);

  /**
   * @throws IllegalArgumentException if the port is out of its range
   */
  public NetworkSettings {
    interfaces = List.copyOf(interfaces);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }
}
