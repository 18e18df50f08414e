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
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("127.0.0.8");

  /** So long that nobody makes room by himself. */
  private static final Duration LONG = Duration.ofSeconds(9);

  /** Room for two, one of whom shakes hands; and for one of each that is paired. */
  private static final TransportLimits NARROW =
      Node.LIMITS
          .with(new TransportLimits.Door(1, LONG, LONG, 2, 2, 2))
          .with(new TransportLimits.Reserve(1, 1, 1, 1));

  private final Node device = new Node();
  private final Node node = new Node(NARROW, new Home(device.ski()));
  private final List<Socket> strangers = new ArrayList<>();

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
    for (Socket stranger : strangers) {
      stranger.close();
    }
    device.close();
    node.close();
  }

  /** Two who begin TLS, and leave it at that. */
  private void fill(int port) throws IOException {
    for (int host = 1; host <= 2; host++) {
      Socket stranger = new Socket();
      strangers.add(stranger);
      stranger.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.1." + host), 0));
      stranger.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      stranger.getOutputStream().write(ListenerTest.InACrowd.clientHello());
    }
    // The third of them finds no room: the other two are in.
    Eventually.isTrue(
        () -> {
          boolean isRefused =
              new Node().dialFrom(ELSEWHERE, node.ski(), port) instanceof DialOutcome.Failed;
          return isRefused && node.refusals.getLast().reason() == Reason.NO_ROOM;
        });
  }

  @Test
  void aPairedDeviceGetsInFromWhereItWasThoughStrangersFillAllTheRest() throws IOException {
    int port = node.listen();
    fill(port);

    DialOutcome outcome = device.dialFrom(HOME, node.ski(), port);

    assertInstanceOf(DialOutcome.Opened.class, outcome).transport().cut("test is over");
  }

  @Test
  void aStrangerWhereAPairedDeviceWasGetsNothingOfIt() throws IOException {
    int port = node.listen();
    fill(port);

    DialOutcome outcome = new Node().dialFrom(HOME, node.ski(), port);

    assertInstanceOf(DialOutcome.Failed.class, outcome);
    assertEquals(Stage.TLS, node.refusals.getLast().stage());
    assertEquals(Reason.NO_ROOM, node.refusals.getLast().reason());
    assertInstanceOf(DialOutcome.Opened.class, device.dialFrom(HOME, node.ski(), port))
        .transport()
        .cut("test is over");
  }

  @Test
  void strangersLeaveAnOpenConnectionToPairedDevices() throws IOException {
    int port = node.listen();
    Node stranger = new Node();
    stranger.open(node.ski(), port);

    DialOutcome.Failed second = new Node().fail(node.ski(), port);

    assertTrue(second.words().contains("HTTP 503"), second::words);
    assertEquals(Reason.NO_ROOM, node.awaitRefusal().reason());
    device.open(node.ski(), port);
    stranger.close();
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
