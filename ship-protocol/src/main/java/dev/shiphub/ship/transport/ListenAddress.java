package dev.shiphub.ship.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a node listens, given the interfaces that it is to use. */
public final class ListenAddress {
  private static final Logger LOG = LoggerFactory.getLogger(ListenAddress.class);

  private ListenAddress() {}

  /**
   * The loopback address if only loopback interfaces are named, else every address of the machine:
   * interfaces may come later.
   *
   * @param interfaces names; none means all
   * @param port 0 takes a free one
   */
  public static InetSocketAddress of(List<String> interfaces, int port) {
    boolean isLocal =
        !interfaces.isEmpty() && interfaces.stream().allMatch(ListenAddress::isLoopback);
    return isLocal
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
        : new InetSocketAddress(port);
  }

  private static boolean isLoopback(String name) {
    try {
      NetworkInterface found = NetworkInterface.getByName(name);
      if (found == null) {
        LOG.warn("there is no interface {} yet", name);
        return false;
      }
      return found.isLoopback();
    } catch (SocketException unknown) {
      LOG.warn("interface {} cannot be looked at: {}", name, unknown.getMessage());
      return false;
    }
  }
}
