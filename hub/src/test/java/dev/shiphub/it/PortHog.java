package dev.shiphub.it;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that has the port of multicast DNS and does not share it, until stdin ends. */
final class PortHog {
  private static final int PORT = 5_353;

  private PortHog() {}

  /** How it is started on that host. */
  static List<String> command(List<String> host) {
    String classes = PortHog.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> command = new ArrayList<>(host);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx32m", "-cp", classes, PortHog.class.getName()));
    return command;
  }

  public static void main(String[] arguments) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(null)) {
      socket.setReuseAddress(false);
      socket.bind(new InetSocketAddress(PORT));
      System.out.println("{\"bound\":true}");
      System.in.readAllBytes();
    }
  }
}
