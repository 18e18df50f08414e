package dev.shiphub.hub.adapter.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where clients come from, as far as one host is concerned: an address, or the /64 of an IPv6 one,
 * all of which a host may use.
 *
 * @param prefix in hex digits
 */
public record Network(String prefix) {
  private static final int IPV6_NETWORK_BYTES = 8;

  /** The one of an address. */
  public static Network of(InetAddress address) {
    byte[] octets = address.getAddress();
    return new Network(
        HexFormat.of()
            .formatHex(
                address instanceof Inet6Address
                    ? Arrays.copyOf(octets, IPV6_NETWORK_BYTES)
                    : octets));
  }
}
