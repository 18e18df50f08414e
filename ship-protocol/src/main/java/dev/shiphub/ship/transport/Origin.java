package dev.shiphub.ship.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Whom the limits for one address count as one: an IPv4 address, or a whole IPv6 network of 64
 * bits, of which a single host can take as many addresses as it likes (RFC 8981).
 *
 * @param network the address, without what a host chooses itself
 */
record Origin(InetAddress network) {
  private static final int NETWORK_BYTES = 8;

  static Origin of(InetAddress address) {
    if (!(address instanceof Inet6Address wide)) {
      return new Origin(address);
    }
    byte[] bytes = wide.getAddress();
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return new Origin(Inet6Address.getByAddress(null, bytes, wide.getScopeId()));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("16 bytes are an address", impossible);
    }
  }

  /** One known host, by itself also where others of its network knock. */
  static Origin ofKnown(InetAddress address) {
    return new Origin(address);
  }
}
