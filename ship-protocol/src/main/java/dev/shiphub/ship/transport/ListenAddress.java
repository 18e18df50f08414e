package dev.shiphub.ship.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a node listens, given the interfaces that it is to use.
 *
 * @param interfaces names of the only interfaces to whose addresses others may come; none means all
 * @param socket what is bound
 */
public record ListenAddress(List<String> interfaces, InetSocketAddress socket) {
  private static final Logger LOG = LoggerFactory.getLogger(ListenAddress.class);

  public ListenAddress {
    interfaces = List.copyOf(interfaces);
  }

  /**
   * The loopback address if only loopback interfaces are named, else every address of the machine:
   * interfaces may come later. Who comes to another interface than a named one is turned away then.
   *
   * @param interfaces names; none means all
   * @param port 0 takes a free one
   */
  public static ListenAddress of(List<String> interfaces, int port) {
    boolean isLocal =
        !interfaces.isEmpty() && interfaces.stream().allMatch(ListenAddress::isLoopback);
    return isLocal
        ? at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        : new ListenAddress(interfaces, new InetSocketAddress(port));
  }

  /** One address, whatever interface has it. */
  public static ListenAddress at(InetSocketAddress socket) {
    return new ListenAddress(List.of(), socket);
  }

  /** Whether a connection that came to this address of ours came to an interface that is used. */
  boolean isChosen(InetAddress own) {
    if (interfaces.isEmpty()) {
      return true;
    }
    try {
      NetworkInterface found = NetworkInterface.getByInetAddress(own);
      return found != null && interfaces.contains(found.getName());
    } catch (SocketException unknown) {
      LOG.warn("the interface of {} cannot be looked up: {}", own, unknown.getMessage());
      return false;
    }
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
