package dev.shiphub.ship.mdns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;

/**
 * One local address on one network interface: what one {@link Responder} serves.
 *
 * @param interfaceName for instance {@code eth0}; the scope of link-local addresses that are heard
 *     here
 * @param index the kernel's number of the interface; a re-created interface has another one
 * @param address the local address
 * @param prefixBits how many leading bits of the address name the subnet; 0 if unknown
 */
record Link(String interfaceName, int index, InetAddress address, int prefixBits)
    implements Comparable<Link> {
  private static final String NAME = "this-host.invalid";

  private static final Comparator<Link> ORDER =
      Comparator.comparingInt(Link::index)
          .thenComparing(link -> link.address() instanceof Inet6Address)
          .thenComparing(Link::literal);

  /** Whether a packet from there can have come over this link without a router (RFC 6762 11). */
  boolean reaches(InetAddress source) {
    if (source instanceof Inet4Address != address instanceof Inet4Address) {
      return false;
    }
    return source.isLinkLocalAddress() || isInSubnet(source);
  }

  /** Whether an address lies in the subnet of this link. */
  boolean isInSubnet(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < Math.min(prefixBits, ours.length * 8); bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** The address under a made-up name: asked for a name, it does not ask a name server. */
  InetAddress namedAddress() throws UnknownHostException {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address v6
        ? Inet6Address.getByAddress(NAME, bytes, v6.getScopeId())
        : InetAddress.getByAddress(NAME, bytes);
  }

  boolean isLoopback() {
    return address.isLoopbackAddress();
  }

  /** The address without scope. */
  String literal() {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }

  @Override
  public int compareTo(Link other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return interfaceName + " " + literal();
  }
}
