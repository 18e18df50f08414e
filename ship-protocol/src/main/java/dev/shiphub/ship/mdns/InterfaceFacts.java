package dev.shiphub.ship.mdns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the machine says of one network interface.
 *
 * @param up administratively up and with a carrier
 * @param addresses the addresses it has, each as a link
 */
record InterfaceFacts(
    String name,
    int index,
    boolean up,
    boolean loopback,
    boolean pointToPoint,
    boolean multicast,
    List<Link> addresses) {
  InterfaceFacts {
    addresses = List.copyOf(addresses);
  }

  /**
   * The addresses to serve: one IPv4 address, and one IPv6 address that others can dial without a
   * scope. A second address of a family would only make us look like two hosts with one name.
   *
   * <p>IPv6 link-local is the last resort: announced, it sends peers that drop the scope to
   * nowhere.
   *
   * @param served kept as long as they are there, so that a new privacy address does not restart a
   *     responder
   */
  List<Link> toServe(Set<Link> served) {
    Stream<Link> v4 = pick(address -> address instanceof Inet4Address, served).stream();
    Stream<Link> v6 = pick(InterfaceFacts::isDialableV6, served).stream();
    List<Link> best = Stream.concat(v4, v6).toList();
    return best.isEmpty()
        ? pick(address -> address instanceof Inet6Address, served).stream().toList()
        : best;
  }

  private Optional<Link> pick(Predicate<InetAddress> family, Set<Link> served) {
    List<Link> candidates =
        addresses.stream()
            .filter(link -> family.test(link.address()) && link.isLoopback() == loopback)
            .toList();
    return candidates.stream()
        .filter(served::contains)
        .findFirst()
        .or(
            () ->
                candidates.stream()
                    .filter(link -> !link.address().isLinkLocalAddress())
                    .findFirst())
        .or(() -> candidates.stream().findFirst());
  }

  private static boolean isDialableV6(InetAddress address) {
    // JmDNS cannot use ::1.
    return address instanceof Inet6Address
        && !address.isLinkLocalAddress()
        && !address.isLoopbackAddress();
  }
}
