package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.Acquaintances;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.transport.InboundRefusal.Reason;
import dev.shiphub.ship.transport.InboundRefusal.Stage;
import dev.shiphub.ship.transport.TransportLimits.Rate;
import dev.shiphub.ship.transport.TransportLimits.Rates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What strangers can take before they have shown who they are, and what they cannot.
 *
 * <p>Proof of promise 9.
 */
@Timeout(30)
final class ReserveTest {
  private static final InetAddress HOME = InetAddress.ofLiteral("127.0.0.9");

  /** So long that nobody makes room by himself. */
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Room for two, one of whom shakes hands; and for one of each that is paired. */
  private static final TransportLimits NARROW =
      Node.LIMITS
          .with(new TransportLimits.Times(LONG, LONG, Duration.ofSeconds(10), LONG, LONG))
          .with(new TransportLimits.Door(1, LONG, LONG, 2, 2, 2))
          .with(new TransportLimits.Reserve(1, 1, 1, 1));

  private final Node device = new Node();
  private final Node node = new Node(NARROW, new Home(device.ski()));
  private final Node stranger = new Node();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Socket> stalled = new ArrayList<>();

  /** One paired device, which was at {@link #HOME} before. */
  private record Home(Ski paired) implements Acquaintances {
    @Override
    public boolean isKnown(InetAddress address) {
      return address.equals(HOME);
    }

    @Override
    public boolean isPaired(Ski ski) {
      return ski.equals(paired);
    }
  }

  @AfterEach
  void closeAll() throws IOException {
    over.countDown();
    for (Socket socket : stalled) {
      socket.close();
    }
    stranger.close();
    device.close();
    node.close();
  }

  /** Two who have shown who they are, and leave it at that. */
  private void fill(int port) throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(2);
    for (int host = 1; host <= 2; host++) {
      InetAddress home = InetAddress.ofLiteral("127.0.1." + host);
      BooleanSupplier hold =
          () -> {
            inside.countDown();
            return isOver();
          };
      Thread.ofVirtual().start(() -> stranger.dialFrom(home, node.ski(), port, hold));
    }
    inside.await();
  }

  private boolean isOver() {
    try {
      over.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Test
  void aPairedDeviceGetsInFromWhereItWasThoughStrangersFillAllTheRest() throws Exception {
    int port = node.listen();
    fill(port);

    DialOutcome outcome = device.dialFrom(HOME, node.ski(), port);

    assertInstanceOf(DialOutcome.Opened.class, outcome).transport().cut("test is over");
  }

  // A handshake that stalls has the only turn for a minute, which is longer than TLS may take.
  @Test
  void aPairedDeviceHasATurnOfItsOwnWhereItWas() throws IOException {
    int port = node.listen();
    Socket stalling = new Socket(InetAddress.getLoopbackAddress(), port);
    stalled.add(stalling);
    stalling.getOutputStream().write(ListenerTest.InACrowd.clientHello());
    // What comes back shows that it has the turn.
    assertTrue(stalling.getInputStream().read() >= 0);

    DialOutcome outcome = device.dialFrom(HOME, node.ski(), port);

    assertInstanceOf(DialOutcome.Opened.class, outcome).transport().cut("test is over");
  }

  @Test
  void aStrangerWhereAPairedDeviceWasGetsNothingOfIt() throws Exception {
    int port = node.listen();
    fill(port);

    DialOutcome outcome = stranger.dialFrom(HOME, node.ski(), port);

    assertInstanceOf(DialOutcome.Failed.class, outcome);
    assertEquals(Stage.TLS, node.awaitRefusal().stage());
    assertEquals(Reason.NO_ROOM, node.awaitRefusal().reason());
    assertInstanceOf(DialOutcome.Opened.class, device.dialFrom(HOME, node.ski(), port))
        .transport()
        .cut("test is over");
  }

  @Test
  void strangersLeaveAnOpenConnectionToPairedDevices() throws IOException {
    int port = node.listen();
    stranger.open(node.ski(), port);

    DialOutcome.Failed second = stranger.fail(node.ski(), port);

    assertTrue(second.words().contains("HTTP 503"), second::words);
    assertEquals(Reason.NO_ROOM, node.awaitRefusal().reason());
    device.open(node.ski(), port);
  }

  @Test
  void whoComesTooOftenIsClosedAtOnce() throws IOException {
    Rates seldom = new Rates(new Rate(1, 1), new Rate(9, 1), LONG, 9);
    try (Node strict = new Node(NARROW.with(seldom), new Home(device.ski()))) {
      int port = strict.listen();
      device.open(strict.ski(), port);

      device.fail(strict.ski(), port);

      assertEquals(Stage.ARRIVAL, strict.awaitRefusal().stage());
      assertEquals(Reason.TOO_OFTEN, strict.awaitRefusal().reason());
    }
  }

  @ParameterizedTest
  @CsvSource({"lo, true", "nowhere0, false"})
  void onlyThoseAreServedWhoComeToAnInterfaceThatIsUsed(String name, boolean isServed)
      throws IOException {
    ListenAddress chosen = new ListenAddress(List.of(name), new InetSocketAddress(0));
    try (TlsListener listener = new TlsListener(node.setup, chosen, node.refusals::add)) {
      int port = listener.open(node.arrivals());

      assertEquals(
          isServed,
          device.dial(node.ski(), Node.at(port)) instanceof DialOutcome.Opened,
          () -> String.valueOf(node.refusals));
      if (!isServed) {
        assertEquals(Reason.OTHER_INTERFACE, node.awaitRefusal().reason());
      }
    }
  }

  @Nested
  final class BytesBeforeTrust {
    private static final int MESSAGE = 8_000;

    private final Recorder owner = new Recorder();

    private RawPeer upgraded() throws IOException {
      RawPeer peer = RawPeer.dial(node.listen(), RawTls.showing(Node.newIdentity()));
      assertTrue(peer.upgrade().startsWith("HTTP/1.1 101"));
      node.awaitAccepted().begin(owner);
      return peer;
    }

    /** Each as long as the handshake allows. */
    private static void send(RawPeer peer, int messages) throws IOException {
      for (int i = 0; i < messages; i++) {
        peer.write(RawFrame.masked(RawFrame.FINAL | RawFrame.BINARY, new byte[MESSAGE]));
      }
    }

    @Test
    void areBounded() throws IOException {
      try (RawPeer peer = upgraded()) {
        send(peer, 9);

        assertEquals(CloseReason.POLICY, owner.awaitClose().code());
        assertTrue(owner.messages.size() < 9);
      }
    }

    @Test
    void areNotThoseAfterIt() throws IOException {
      try (RawPeer peer = upgraded()) {
        node.awaitAccepted().expectData();
        send(peer, 20);

        owner.awaitMessages(20);
      }
    }
  }
}
