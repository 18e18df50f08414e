package dev.shiphub.sim;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An address as people type it, {@code host:port}. */
final class HostPort {
  private static final int MOST = 65_535;

  private HostPort() {}

  /**
   * Reads one; a host in brackets may be of IPv6.
   *
   * @throws IllegalArgumentException in words, if it is none or the host is not known
   */
  static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("is of the form host:port");
    }
    int number = Integer.parseInt(port);
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("has no port from 1 to 65535");
    }
    String bare = text.substring(0, colon).replaceAll("^\\[|]$", "");
    InetSocketAddress address = new InetSocketAddress(bare, number);
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("there is no host " + bare);
    }
    return address;
  }

  /**
   * Our address on the way there; a datagram socket finds it without sending.
   *
   * @throws IllegalArgumentException in words, if there is no way
   */
  static InetAddress wayTo(InetSocketAddress address) {
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(address);
      return probe.getLocalAddress();
    } catch (IOException noWay) {
      throw new IllegalArgumentException("no way to " + address + ": " + noWay.getMessage(), noWay);
    }
  }
}
