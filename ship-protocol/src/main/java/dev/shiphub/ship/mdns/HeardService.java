package dev.shiphub.ship.mdns;

import java.net.InetAddress;
import java.util.List;

/**
 * A service as its packets on one link tell it, unjudged.
 *
 * @param instance the instance label
 * @param hostName the SRV target, without trailing dot
 * @param port the SRV port, 0 to 65535
 * @param addresses what the host name stands for, without scope
 */
record HeardService(
    String instance, String hostName, int port, TxtBytes txt, List<InetAddress> addresses) {
  HeardService {
    addresses = List.copyOf(addresses);
  }
}
