package dev.shiphub.ship.mdns;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Multicast DNS packets by hand, sent on loopback: a peer that shares no code with JmDNS. */
final class Packets implements AutoCloseable {
  private static final int MDNS_PORT = 5353;
  private static final int PTR = 12;
  private static final int TXT = 16;
  private static final int SRV = 33;
  private static final int A = 1;
  private static final int AAAA = 28;
  private static final int IN = 1;
  private static final int IN_UNIQUE = 0x8001;
  private static final String[] TYPE = {"_ship", "_tcp", "local"};

  private final MulticastSocket socket;

  Packets() throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    socket = new MulticastSocket(null);
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(loopback, MDNS_PORT));
    socket.setNetworkInterface(NetworkInterface.getByInetAddress(loopback));
  }

  @FunctionalInterface
  private interface Part {
    void writeTo(DataOutputStream out) throws IOException;
  }

  /** What is sent of the host's IPv6 address: five bytes, which JmDNS keeps as no address. */
  static byte[] halfAnAddress(String instance) {
    return bytes(
        out -> {
          header(out, 1);
          record(out, host(instance), AAAA, IN_UNIQUE, 120, new byte[] {1, 2, 3, 4, 5});
        });
  }

  /** A service whose host name is longer than a name can be, put together by compression. */
  static byte[] endlessName(String instance) {
    String[] labels = new String[20];
    Arrays.fill(labels, "x".repeat(60));
    String[] name = {instance, "_ship", "_tcp", "local"};
    return bytes(
        out -> {
          header(out, 2);
          record(out, TYPE, PTR, IN, 120, bytes(data -> name(data, name)));
          record(
              out,
              name,
              SRV,
              IN_UNIQUE,
              120,
              bytes(
                  data -> {
                    data.writeInt(0);
                    data.writeShort(4712);
                    name(data, labels);
                  }));
        });
  }

  /** An announcement of a service at 127.0.0.1, or its goodbye if the time to live is 0. */
  static byte[] announcement(String instance, int port, TxtBytes txt, int ttlSeconds) {
    String[] name = {instance, "_ship", "_tcp", "local"};
    String[] host = host(instance);
    return bytes(
        out -> {
          header(out, 4);
          record(out, TYPE, PTR, IN, ttlSeconds, bytes(data -> name(data, name)));
          record(
              out,
              name,
              SRV,
              IN_UNIQUE,
              ttlSeconds,
              bytes(
                  data -> {
                    data.writeInt(0);
                    data.writeShort(port);
                    name(data, host);
                  }));
          record(out, name, TXT, IN_UNIQUE, ttlSeconds, txt.toArray());
          record(out, host, A, IN_UNIQUE, ttlSeconds, new byte[] {127, 0, 0, 1});
        });
  }

  /** An IPv6 address of four bytes: kills the listening thread of JmDNS 3.6.5. */
  static byte[] deadly() {
    return bytes(
        out -> {
          header(out, 1);
          record(
              out, new String[] {"deadly", "local"}, AAAA, IN_UNIQUE, 120, new byte[] {1, 2, 3, 4});
        });
  }

  void send(byte[] packet) throws IOException {
    socket.send(
        new DatagramPacket(packet, packet.length, InetAddress.ofLiteral("224.0.0.251"), MDNS_PORT));
  }

  /** Sends them all; true, so that it can stand in a condition. */
  boolean send(List<byte[]> packets) throws IOException {
    for (byte[] packet : packets) {
      send(packet);
    }
    return true;
  }

  @Override
  public void close() {
    socket.close();
  }

  private static String[] host(String instance) {
    return new String[] {"raw-" + instance.hashCode(), "local"};
  }

  private static void header(DataOutputStream out, int answers) throws IOException {
    out.writeShort(0);
    out.writeShort(0x8400);
    out.writeShort(0);
    out.writeShort(answers);
    out.writeInt(0);
  }

  private static void record(
      DataOutputStream out, String[] name, int type, int recordClass, int ttlSeconds, byte[] data)
      throws IOException {
    name(out, name);
    out.writeShort(type);
    out.writeShort(recordClass);
    out.writeInt(ttlSeconds);
    out.writeShort(data.length);
    out.write(data);
  }

  private static void name(DataOutputStream out, String... labels) throws IOException {
    for (String label : labels) {
      byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
      out.writeByte(bytes.length);
      out.write(bytes);
    }
    out.writeByte(0);
  }

  private static byte[] bytes(Part part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      part.writeTo(new DataOutputStream(bytes));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
