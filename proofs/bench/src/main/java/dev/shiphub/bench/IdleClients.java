package dev.shiphub.bench;

import dev.shiphub.ship.identity.LocalIdentity;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * Clients of a mosquitto that do nothing: connected by TLS with a certificate, and by MQTT without
 * keep-alive. All show the same certificate, which makes no difference to what one costs.
 */
final class IdleClients implements AutoCloseable {
  private static final int CONNACK_BYTES = 4;

  private final Broker broker;
  private final List<SSLSocket> sockets = new ArrayList<>();
  private final double empty;

  private IdleClients(Broker broker) throws IOException {
    this.broker = broker;
    empty = Cpu.residentMb(broker.program().pid());
  }

  /** Starts a mosquitto, and connects so many. */
  static IdleClients of(Workplace place, int count)
      throws Missing, IOException, InterruptedException {
    LocalIdentity identity = Crowd.Member.of(1).getFirst().identity();
    Broker broker = Broker.start(place, List.of(), List.of(identity));
    TlsClient client = new TlsClient(identity, InetAddress.getByAddress(new byte[] {127, 3, 0, 1}));
    // What the first one loads is nobody's in particular.
    connect(client, broker, "first").close();
    IdleClients clients = new IdleClients(broker);
    for (int number = 0; number < count; number++) {
      clients.sockets.add(connect(client, broker, "c" + number));
    }
    return clients;
  }

  private static SSLSocket connect(TlsClient client, Broker broker, String id) throws IOException {
    SSLSocket tls = client.connect(broker.address());
    byte[] name = id.getBytes(StandardCharsets.US_ASCII);
    byte[] packet = new byte[14 + name.length];
    byte[] head = {0x10, (byte) (12 + name.length), 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0};
    System.arraycopy(head, 0, packet, 0, head.length);
    packet[13] = (byte) name.length;
    System.arraycopy(name, 0, packet, 14, name.length);
    tls.getOutputStream().write(packet);
    if (tls.getInputStream().readNBytes(CONNACK_BYTES).length < CONNACK_BYTES) {
      throw new EOFException("mosquitto does not let " + id + " in");
    }
    return tls;
  }

  /** Its memory for each of them, in KiB. */
  double residentKib() throws IOException {
    return (Cpu.residentMb(broker.program().pid()) - empty) * 1024 / sockets.size();
  }

  @Override
  public void close() {
    broker.close();
    for (SSLSocket socket : sockets) {
      try {
        socket.close();
      } catch (IOException _) {
        // Its server is gone.
      }
    }
  }
}
