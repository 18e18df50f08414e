package dev.shiphub.ship.discovery;

import dev.shiphub.ship.Ski;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A device as multicast DNS shows it: the instance, its text record, and where it says to be found
 * (SHIP 7).
 *
 * <p>Whoever can send a packet can make one of these. It never changes trust.
 *
 * @param instance the DNS-SD instance label, unique on the link
 * @param txt what the device says of itself
 * @param hostName the SRV target without trailing dot, for instance {@code EVSE-0815.local}
 * @param port the SRV port, 1 to 65535
 * @param addresses IP literals in the order to try them: IPv4, global and ULA IPv6, scoped
 *     link-local; may be empty
 */
public record ServiceRecord(
    String instance, TxtRecord txt, String hostName, int port, List<String> addresses) {
  public ServiceRecord {
    addresses =
        List.copyOf(addresses.subList(0, Math.min(addresses.size(), Endpoint.MOST_HOSTS - 1)));
  }

  /** Who it claims to be. */
  public Ski ski() {
    return txt.ski();
  }

  /** What it says of itself, in a line for people. */
  public String words() {
    String kind =
        Stream.of(txt.brand(), txt.model(), txt.type())
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    return "\"" + instance + "\"" + (kind.isEmpty() ? "" : ", " + kind + ",") + " on " + hostName;
  }

  /**
   * Where to dial: its addresses, the host name last because unicast DNS seldom knows {@code
   * .local} names.
   */
  public Endpoint endpoint() {
    List<String> hosts = new ArrayList<>(addresses);
    hosts.add(hostName);
    return new Endpoint(hosts, port, txt.path(), Optional.of(hostName));
  }
}
