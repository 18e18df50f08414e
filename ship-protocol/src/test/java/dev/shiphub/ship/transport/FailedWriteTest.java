package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.port.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A write that fails ends its connection, though nothing comes back that would tell the reader.
 *
 * <p>Proof of promise 8.
 */
@Timeout(30)
final class FailedWriteTest {
  private static final LocalIdentity DEVICE = Node.newIdentity();

  /** Of an upgrade, which is done when a transport takes over. */
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private final Node node = new Node();
  private final Recorder owner = new Recorder();
  private final Outcomes outcomes = new Outcomes();
  private final CountDownLatch isOver = new CountDownLatch(1);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void isToldAndEndsTheConnection() throws Exception {
    try (RawServer server = RawServer.playing(this::hold)) {
      try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        Transport transport = transport(plain);
        transport.begin(owner);
        plain.shutdownOutput();
        transport.send(Recorder.bytes("lost"), outcomes.of(0));

        outcomes.awaitAll(1);
        assertEquals(0, outcomes.written());
        owner.awaitClose();
        assertFalse(transport.isOpen());
      } finally {
        isOver.countDown();
      }
    }
  }

  /** A device that neither speaks nor hangs up. */
  private void hold(Socket plain) throws IOException {
    RawPeer.accept(plain, RawTls.showing(DEVICE));
    try {
      isOver.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Transport transport(Socket plain) throws IOException {
    PeerCheck check = PeerCheck.expecting(DEVICE.ski());
    SSLSocket tls = node.setup.tls().client(plain, check, Optional.empty());
    Wire wire = Wire.shake(plain, tls);
    WebSocketEngine engine = WebSocketEngine.server(KEY, node.limits.frames());
    return EngineTransport.open(wire, engine, Role.SERVER, node.setup, () -> {});
  }
}
