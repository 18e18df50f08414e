package dev.shiphub.sim.raw;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;

/** Says whatever it is given to everybody on a link, from the port of multicast DNS. */
public final class MdnsCry implements AutoCloseable {
  private static final int PORT = 5353;

  private final MulticastSocket socket;
  private final InetSocketAddress group;

  private MdnsCry(MulticastSocket socket, InetSocketAddress group) {
    this.socket = socket;
    this.group = group;
  }

  /** Opens one on a link. */
  public static MdnsCry on(NetworkInterface link) throws IOException {
    InetSocketAddress group = new InetSocketAddress(InetAddress.getByName("224.0.0.251"), PORT);
    MulticastSocket socket = new MulticastSocket(PORT);
    socket.setNetworkInterface(link);
    return new MdnsCry(socket, group);
  }

  /** Sends one packet. */
  public void say(byte[] packet) throws IOException {
    socket.send(new DatagramPacket(packet, packet.length, group));
  }

  @Override
  public void close() {
    socket.close();
  }
}
