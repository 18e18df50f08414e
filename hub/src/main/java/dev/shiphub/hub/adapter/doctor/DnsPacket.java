package dev.shiphub.hub.adapter.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a packet of multicast DNS tells of SHIP nodes (RFC 1035 4.1). Reads what anybody may send:
 * every length is checked, and whatever is no packet is none.
 *
 * @param instances the names of SHIP services that it points to
 * @param texts the text record of each, its keys in lower case
 * @param ports the port of each
 * @param addresses all addresses in it, without scope
 */
record DnsPacket(
    List<String> instances,
    Map<String, Map<String, String>> texts,
    Map<String, Integer> ports,
    List<String> addresses) {
  private static final int A = 1;
  private static final int AAAA = 28;
  private static final int MOST_LABELS = 128;
  private static final int MOST_RECORDS = 256;
  private static final List<String> SHIP = List.of("_ship", "_tcp", "local");

  private DnsPacket() {
    this(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
  }

  /** Reads a packet; empty if it is none. */
  static Optional<DnsPacket> read(ByteBuffer octets) {
    DnsPacket packet = new DnsPacket();
    try {
      packet.take(octets);
      return Optional.of(packet);
    } catch (BufferUnderflowException | IllegalArgumentException | UnknownHostException noPacket) {
      return Optional.empty();
    }
  }

  private void take(ByteBuffer octets) throws UnknownHostException {
    octets.position(4);
    int questions = octets.getChar();
    int records = octets.getChar() + octets.getChar() + octets.getChar();
    for (int at = 0; at < Math.min(questions, MOST_RECORDS); at++) {
      name(octets);
      octets.getInt();
    }
    for (int at = 0; at < Math.min(records, MOST_RECORDS); at++) {
      takeRecord(octets);
    }
  }

  private void takeRecord(ByteBuffer octets) throws UnknownHostException {
    List<String> name = name(octets);
    int type = octets.getChar();
    octets.getChar();
    int ttl = octets.getInt();
    int end = octets.getChar() + octets.position();
    if (ttl != 0) {
      take(name, type, octets, end);
    }
    octets.position(end);
  }

  private void take(List<String> name, int type, ByteBuffer octets, int end)
      throws UnknownHostException {
    switch (type) {
      case DnsQuestion.PTR -> instance(name(octets)).ifPresent(instances::add);
      case DnsQuestion.TXT -> {
        Optional<String> instance = instance(name);
        if (instance.isPresent()) {
          texts.put(instance.get(), text(octets, end));
        }
      }
      case DnsQuestion.SRV -> {
        octets.getInt();
        int port = octets.getChar();
        instance(name).ifPresent(it -> ports.put(it, port));
      }
      case A, AAAA -> {
        byte[] address = new byte[type == A ? 4 : 16];
        octets.get(address);
        addresses.add(Addresses.literal(InetAddress.getByAddress(address)));
      }
      default -> {
        // Of no interest.
      }
    }
  }

  /** The label in front of the SHIP service type. */
  private static Optional<String> instance(List<String> name) {
    boolean isOfShip =
        name.size() == SHIP.size() + 1
            && name.subList(1, name.size()).stream()
                .map(label -> label.toLowerCase(Locale.ROOT))
                .toList()
                .equals(SHIP);
    return isOfShip ? Optional.of(name.getFirst()) : Optional.empty();
  }

  private static Map<String, String> text(ByteBuffer octets, int end) {
    Map<String, String> text = new LinkedHashMap<>();
    while (octets.position() < end) {
      String item = label(octets, octets.get() & 0xff);
      int sign = item.indexOf('=');
      if (sign > 0) {
        text.putIfAbsent(
            item.substring(0, sign).toLowerCase(Locale.ROOT), item.substring(sign + 1));
      }
    }
    return text;
  }

  /** A name, which may go on somewhere before (RFC 1035 4.1.4). */
  private static List<String> name(ByteBuffer octets) {
    List<String> labels = new ArrayList<>();
    int after = -1;
    for (int read = 0; read < MOST_LABELS; read++) {
      int length = octets.get() & 0xff;
      if (length == 0) {
        octets.position(after < 0 ? octets.position() : after);
        return labels;
      }
      if (length >= 0xc0) {
        int target = (length & 0x3f) << 8 | (octets.get() & 0xff);
        after = after < 0 ? octets.position() : after;
        octets.position(target);
      } else {
        labels.add(label(octets, length));
      }
    }
    throw new IllegalArgumentException("a name without an end");
  }

  private static String label(ByteBuffer octets, int length) {
    byte[] label = new byte[length];
    octets.get(label);
    return new String(label, StandardCharsets.UTF_8);
  }
}
