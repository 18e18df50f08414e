package dev.shiphub.ship.mdns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** In which order the addresses of a device are tried: IPv4, other IPv6, scoped link-local IPv6. */
final class DialOrder {
  private static final String SCOPED = "%";

  private DialOrder() {}

  /**
   * The dialable ones of the addresses that were heard on a link, as literals, those of the link's
   * own subnet first.
   *
   * <p>The order does not depend on that of the packets. A record that points to loopback could
   * make us dial a service of our own machine, so it counts only on loopback.
   */
  static List<String> on(Link link, Collection<InetAddress> heard) {
    return heard.stream()
        .filter(address -> isDialable(address, link))
        .sorted(
            Comparator.comparing((InetAddress address) -> !link.isInSubnet(address))
                .thenComparing(InetAddress::getHostAddress))
        .map(address -> literal(address, link))
        .distinct()
        .sorted(Comparator.comparingInt(DialOrder::family))
        .toList();
  }

  /** One list of several, without repetitions. */
  static List<String> merge(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream())
        .distinct()
        .sorted(Comparator.comparingInt(DialOrder::family))
        .toList();
  }

  private static boolean isDialable(InetAddress address, Link link) {
    return !address.isAnyLocalAddress()
        && !address.isMulticastAddress()
        && (link.isLoopback() || !address.isLoopbackAddress());
  }

  /** How a dialler writes an address that is reached over a link. */
  static String literal(InetAddress address, Link link) {
    String text = address.getHostAddress();
    int scope = text.indexOf(SCOPED);
    String bare = scope < 0 ? text : text.substring(0, scope);
    boolean needsScope = address.isLinkLocalAddress() && !(address instanceof Inet4Address);
    return needsScope ? bare + SCOPED + link.interfaceName() : bare;
  }

  private static int family(String literal) {
    if (literal.indexOf(':') < 0) {
      return 0;
    }
    return literal.contains(SCOPED) ? 2 : 1;
  }
}
