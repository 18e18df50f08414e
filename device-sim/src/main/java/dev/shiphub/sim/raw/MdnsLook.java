package dev.shiphub.sim.raw;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Asks multicast DNS who offers SHIP, and reads TXT records as they are (RFC 6762, SHIP 7). */
public final class MdnsLook {
  /** What SHIP devices announce (SHIP 7.1). */
  public static final String SERVICE = "_ship._tcp.local.";

  private static final int PORT = 5353;
  private static final int LARGEST = 9_000;
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private MdnsLook() {}

  /**
   * Asks until a TXT record with this SKI is heard.
   *
   * @param ski 40 digits
   * @return the strings of the record; empty if none came in time
   */
  public static Optional<List<byte[]>> txtOf(
      String ski, NetworkInterface link, Duration atMost, InstantSource clock) throws IOException {
    InetAddress group = InetAddress.getByName("224.0.0.251");
    Instant until = clock.instant().plus(atMost);
    Set<String> instances = new HashSet<>();
    try (MulticastSocket socket = new MulticastSocket(PORT)) {
      socket.setNetworkInterface(link);
      socket.joinGroup(new InetSocketAddress(group, PORT), link);
      socket.setSoTimeout(Math.toIntExact(AGAIN.toMillis()));
      Instant askAt = clock.instant();
      while (clock.instant().isBefore(until)) {
        if (!clock.instant().isBefore(askAt)) {
          ask(socket, group, SERVICE, DnsMessage.PTR);
          for (String instance : instances) {
            ask(socket, group, instance, DnsMessage.TXT);
          }
          askAt = clock.instant().plus(AGAIN);
        }
        Optional<List<byte[]>> found = hear(socket, instances, ski);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static void ask(MulticastSocket socket, InetAddress group, String name, int type)
      throws IOException {
    byte[] question = DnsMessage.question(name, type);
    socket.send(new DatagramPacket(question, question.length, group, PORT));
  }

  private static Optional<List<byte[]>> hear(
      MulticastSocket socket, Set<String> instances, String ski) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException silence) {
      return Optional.empty();
    }
    List<DnsMessage.Entry> records =
        DnsMessage.read(packet.getData(), packet.getLength())
            .map(DnsMessage::records)
            .orElse(List.of());
    for (DnsMessage.Entry record : records) {
      boolean isShip = record.name().toLowerCase(Locale.ROOT).endsWith(SERVICE);
      if (isShip && record.type() == DnsMessage.PTR) {
        instances.add(record.target());
      }
      if (isShip && record.type() == DnsMessage.TXT && isOf(ski, record.strings())) {
        return Optional.of(record.strings());
      }
    }
    return Optional.empty();
  }

  private static boolean isOf(String ski, List<byte[]> strings) {
    return strings.stream()
        .map(string -> new String(string, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT))
        .anyMatch(("ski=" + ski)::equals);
  }
}
