package dev.shiphub.sim.raw;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An unasked answer of multicast DNS, by hand: as many records as wanted, whatever they say (RFC
 * 1035 4.1, RFC 6762 18).
 */
public final class DnsAnswer {
  private static final int A = 1;
  private static final int SRV = 33;
  private static final int IN = 1;
  private static final int FLUSH = 0x8000 | IN;

  private final ByteArrayOutputStream records = new ByteArrayOutputStream();
  private int count;

  /** All records of these, in their order. */
  public static DnsAnswer of(List<DnsAnswer> parts) {
    DnsAnswer whole = new DnsAnswer();
    for (DnsAnswer part : parts) {
      whole.records.writeBytes(part.records.toByteArray());
      whole.count += part.count;
    }
    return whole;
  }

  /** The service type points to this instance. */
  public DnsAnswer pointer(String instance, int seconds) {
    return put(
        MdnsLook.SERVICE, DnsMessage.PTR, IN, seconds, name(List.of(instance), MdnsLook.SERVICE));
  }

  /** This instance is at that port of that host. */
  public DnsAnswer service(String instance, String host, int port, int seconds) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(new byte[4]);
    put16(data, port);
    data.writeBytes(name(List.of(host), "local."));
    return put(instance, SRV, seconds, data.toByteArray());
  }

  /**
   * This instance says these strings of itself; longer ones than 255 bytes are cut by their own.
   */
  public DnsAnswer text(String instance, List<String> strings, int seconds) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (String string : strings) {
      byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
      data.write(bytes.length);
      data.writeBytes(bytes);
    }
    return put(instance, DnsMessage.TXT, seconds, data.toByteArray());
  }

  /** This host has that address. */
  public DnsAnswer address(String host, InetAddress address, int seconds) {
    return raw(name(List.of(host), "local."), A, FLUSH, seconds, address.getAddress());
  }

  /** The four records of a SHIP service with the mandatory strings (SHIP 7.3.2). */
  public static DnsAnswer ship(
      String instance, String ski, InetAddress address, int port, int seconds) {
    String host = "h" + Integer.toHexString(instance.hashCode());
    return new DnsAnswer()
        .pointer(instance, seconds)
        .service(instance, host, port, seconds)
        .text(
            instance,
            List.of("txtvers=1", "id=" + instance, "path=/ship/", "ski=" + ski, "register=false"),
            seconds)
        .address(host, address, seconds);
  }

  private DnsAnswer put(String instance, int type, int seconds, byte[] data) {
    return raw(name(List.of(instance), MdnsLook.SERVICE), type, FLUSH, seconds, data);
  }

  private DnsAnswer put(String dotted, int type, int kind, int seconds, byte[] data) {
    return raw(name(List.of(), dotted), type, kind, seconds, data);
  }

  /** Any record of any name in its wire form. */
  public DnsAnswer raw(byte[] name, int type, int kind, int seconds, byte[] data) {
    records.writeBytes(name);
    put16(records, type);
    put16(records, kind);
    put16(records, seconds >> 16);
    put16(records, seconds);
    put16(records, data.length);
    records.writeBytes(data);
    count++;
    return this;
  }

  /** Labels that may have dots in them, then a dotted name, in the wire form. */
  public static byte[] name(List<String> labels, String dotted) {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    for (String label : labels) {
      put(name, label);
    }
    for (String label : dotted.split("\\.", -1)) {
      if (!label.isEmpty()) {
        put(name, label);
      }
    }
    name.write(0);
    return name.toByteArray();
  }

  /** The whole packet. */
  public byte[] bytes() {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.writeBytes(new byte[] {0, 0, (byte) 0x84, 0, 0, 0});
    put16(packet, count);
    packet.writeBytes(new byte[4]);
    packet.writeBytes(records.toByteArray());
    return packet.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, String label) {
    byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  private static void put16(ByteArrayOutputStream out, int number) {
    out.write(number >> 8);
    out.write(number);
  }
}
