package dev.shiphub.ship.mdns;

import java.time.Duration;

/**
 * What is configurable about multicast DNS.
 *
 * @param interfaces where to announce and browse
 * @param host the name of this host; two processes on one host need two
 * @param poll how often the network interfaces are looked at; more than zero
 * @param mostServices how many services of one link are remembered, the oldest are forgotten; at
 *     least 1
 */
public record MdnsSettings(
    InterfaceChoice interfaces, HostLabel host, Duration poll, int mostServices) {
  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public MdnsSettings {
    if (!poll.isPositive()) {
      throw new IllegalArgumentException("not an interval: " + poll);
    }
    if (mostServices < 1) {
      throw new IllegalArgumentException("not a number of services: " + mostServices);
    }
  }

  /** One second between looks, 256 services. */
  public static MdnsSettings of(InterfaceChoice interfaces, HostLabel host) {
    return new MdnsSettings(interfaces, host, Duration.ofSeconds(1), 256);
  }
}
