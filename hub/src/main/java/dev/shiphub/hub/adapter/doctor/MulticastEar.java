package dev.shiphub.hub.adapter.doctor;

import dev.shiphub.hub.doctor.Ear;
import dev.shiphub.ship.discovery.LinkSurvey;
import java.io.Closeable;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Listens to multicast DNS at one address. One thread.
 *
 * <p>The socket that listens is bound to the group, so that no packet to this machine alone, which
 * is for the daemon or another responder, is taken from them. The one that asks is there only for
 * as long as it takes to ask, from port 5353, so that the answers go to the group (RFC 6762 6.7).
 */
final class MulticastEar implements Closeable {
  private static final int PORT = 5_353;
  private static final String GROUP_4 = "224.0.0.251";
  private static final String GROUP_6 = "ff02::fb";

  private final LinkSurvey.Place place;
  private final Set<String> own;
  private final Set<String> others = new LinkedHashSet<>();
  private final List<byte[]> asked = new ArrayList<>();
  private Optional<DatagramChannel> channel = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private boolean hearsItself;

  /**
   * @param own all addresses of this machine
   */
  MulticastEar(LinkSurvey.Place place, Set<String> own) {
    this.place = place;
    this.own = own;
  }

  /** Begins to listen; what keeps it from that is told later. */
  void open(Selector selector) {
    try {
      InetAddress address = Addresses.of(place);
      NetworkInterface link = Addresses.networkInterface(place);
      DatagramChannel opened = DatagramChannel.open(family(address));
      channel = Optional.of(opened);
      opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      InetSocketAddress group = group(address);
      opened.bind(group);
      opened.join(group.getAddress(), link);
      opened.configureBlocking(false);
      opened.register(selector, SelectionKey.OP_READ, this);
    } catch (IOException | IllegalArgumentException deaf) {
      trouble = Optional.of(String.valueOf(deaf.getMessage()));
    }
  }

  private static StandardProtocolFamily family(InetAddress address) {
    return address instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  /** The group of mDNS; that of IPv6 is another one on each interface. */
  private InetSocketAddress group(InetAddress address) {
    String literal =
        address instanceof Inet4Address ? GROUP_4 : GROUP_6 + "%" + place.interfaceName();
    return new InetSocketAddress(InetAddress.ofLiteral(literal), PORT);
  }

  /** Asks all on this link. */
  void ask(byte[] packet) {
    if (trouble.isPresent()) {
      return;
    }
    try {
      InetAddress address = Addresses.of(place);
      try (DatagramChannel mouth = DatagramChannel.open(family(address))) {
        mouth.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        mouth.setOption(StandardSocketOptions.IP_MULTICAST_IF, Addresses.networkInterface(place));
        mouth.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 255);
        mouth.bind(new InetSocketAddress(address, PORT));
        asked.add(packet);
        mouth.send(ByteBuffer.wrap(packet), group(address));
      }
    } catch (IOException mute) {
      trouble = Optional.of(Addresses.words(mute));
    }
  }

  /** Takes one packet, if there is one. */
  Optional<Heard> hear() throws IOException {
    ByteBuffer octets = ByteBuffer.allocate(9_000);
    if (channel.isEmpty() || !(channel.get().receive(octets) instanceof InetSocketAddress source)) {
      return Optional.empty();
    }
    octets.flip();
    String from = Addresses.literal(source.getAddress());
    boolean isOwn = own.contains(from);
    if (!isOwn) {
      others.add(from);
    }
    hearsItself |= isOwn && asked.stream().anyMatch(it -> ByteBuffer.wrap(it).equals(octets));
    return Optional.of(new Heard(octets, from, isOwn));
  }

  /** A packet and whose it is. */
  record Heard(ByteBuffer octets, String from, boolean isOwn) {}

  /** What it has heard so far. */
  Ear ear() {
    return new Ear(place.toString(), place.isLoopback(), trouble, hearsItself, List.copyOf(others));
  }

  @Override
  public void close() throws IOException {
    if (channel.isPresent()) {
      channel.get().close();
    }
  }
}
