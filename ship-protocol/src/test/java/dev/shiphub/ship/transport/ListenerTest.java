package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Transport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListenerTest {
  private static final LocalIdentity CLIENT = Node.newIdentity();

  private final List<Socket> strangers = new ArrayList<>();

  @AfterEach
  void closeStrangers() throws IOException {
    for (Socket stranger : strangers) {
      stranger.close();
    }
  }

  private Socket stranger(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    strangers.add(socket);
    return socket;
  }

  @Nested
  class Opens {
    private final Node node = new Node();

    @AfterEach
    void close() {
      node.close();
    }

    @Test
    void onceOnly() throws IOException {
      TlsListener listener = node.listener();
      listener.open(_ -> {});

      assertThrows(IllegalStateException.class, () -> listener.open(_ -> {}));
    }

    @Test
    void notOnAPortThatIsTaken() throws IOException {
      try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        TlsListener listener =
            new TlsListener(
                node.setup,
                ListenAddress.at(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort())),
                InboundWatch.NONE);

        assertThrows(BindException.class, () -> listener.open(_ -> {}));
      }
    }

    // A restart must not wait for TIME_WAIT, which the end that closes first gets.
    @RepeatedTest(10)
    void againOnThePortOfConnectionsThatHaveJustEnded() throws IOException {
      int port = node.listen();
      Recorder owner = new Recorder();
      try (RawPeer peer = RawPeer.dial(port, RawTls.showing(CLIENT))) {
        peer.upgrade();
        node.awaitAccepted().begin(owner);
        node.awaitAccepted().cut("restart");
        owner.awaitClose();
        peer.readToEnd();
      }
      node.close();
      TlsListener next =
          new TlsListener(
              node.setup,
              ListenAddress.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
              InboundWatch.NONE);

      assertEquals(port, next.open(_ -> {}));
      next.close();
    }
  }

  @Nested
  class Closes {
    private final Node node = new Node();

    @AfterEach
    void close() {
      node.close();
    }

    @Test
    void withHandshakesUnderWay() throws IOException {
      TlsListener listener = node.listener();
      int port = listener.open(node.arrivals());
      Socket silent = stranger(port);
      Socket half = stranger(port);
      half.getOutputStream().write(HexFormat.of().parseHex("160301010001"));
      RawPeer secured = RawPeer.dial(port, RawTls.showing(CLIENT));
      Eventually.isTrue(() -> node.authenticated.size() == 1);
      long start = System.nanoTime();

      listener.close();

      assertEnded(silent);
      assertEnded(half);
      secured.readToEnd();
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis < 3_000, millis + " ms, although the deadlines are 10 s");
      assertThrows(ConnectException.class, () -> stranger(port));
      Eventually.isTrue(() -> node.refusals.size() == 3);
    }

    private static void assertEnded(Socket socket) throws IOException {
      socket.setSoTimeout(5_000);
      try {
        assertEquals(-1, socket.getInputStream().read());
      } catch (SocketException reset) {
        // That is an end too.
      }
    }

    @Test
    void withoutTouchingWhatWasHandedOut() throws IOException {
      TlsListener listener = node.listener();
      int port = listener.open(node.arrivals());
      try (RawPeer peer = RawPeer.dial(port, RawTls.showing(CLIENT))) {
        peer.upgrade();
        Transport transport = node.awaitAccepted();

        listener.close();

        transport.send(Recorder.bytes("still here"), _ -> {});
        assertEquals("still here", peer.read().text());
      }
    }

    @Test
    void twiceOrBeforeItWasOpened() throws IOException {
      TlsListener listener = node.listener();
      listener.close();
      listener.close();

      assertThrows(IOException.class, () -> listener.open(_ -> {}));
    }
  }

  @Nested
  class InACrowd {
    private static int cpuMillis() {
      var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return (int) (system.getProcessCpuTime() / 1_000_000);
    }

    /**
     * 200 TCP connections that say nothing: known to cost stock libraries a core, for ever.
     *
     * <p>Regression of field lesson A4.
     */
    @Test
    void ofSilentStrangersServesADevice() throws IOException {
      Node node = new Node(Node.hasty(Duration.ofSeconds(2), Duration.ofSeconds(2)));
      Node device = new Node();
      int port = node.listen();
      device.open(node.ski(), port).cut("warm-up");
      int before = node.authenticated.size();
      for (int i = 0; i < 200; i++) {
        stranger(port);
      }
      int cpuBefore = cpuMillis();

      device.open(node.ski(), port);
      Eventually.isTrue(() -> node.refusals.size() >= 200);

      assertEquals(before + 1, node.authenticated.size());
      int cpu = cpuMillis() - cpuBefore;
      assertTrue(cpu < 1_000, cpu + " ms of CPU in about 2 s");
      node.close();
      device.close();
    }

    // They hold no permit: the handshake of a device does not wait for theirs.
    @Test
    void ofHalfClientHellosServesADevice() throws IOException {
      TransportLimits.Door patient =
          new TransportLimits.Door(1, Duration.ofSeconds(9), Duration.ofSeconds(9), 64, 64, 64);
      Node node = new Node(Node.LIMITS.with(patient));
      Node device = new Node();
      int port = node.listen();
      device.open(node.ski(), port).cut("warm-up");
      for (int i = 0; i < 20; i++) {
        stranger(port).getOutputStream().write(HexFormat.of().parseHex("160301010001"));
      }
      long start = System.nanoTime();

      device.open(node.ski(), port);

      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis < 5_000, millis + " ms");
      node.close();
      device.close();
    }

    // Whole ClientHellos do take permits, but lose them: one after the other, 200 ms each.
    @Test
    void ofHandshakesThatStallServesADeviceAfterAWhile() throws IOException {
      TransportLimits.Door narrow =
          new TransportLimits.Door(1, Duration.ofMillis(200), Duration.ofMillis(200), 64, 64, 64);
      Node node = new Node(Node.LIMITS.with(narrow));
      Node device = new Node();
      int port = node.listen();
      for (int i = 0; i < 5; i++) {
        stranger(port).getOutputStream().write(clientHello());
      }

      device.open(node.ski(), port);

      assertEquals(List.of(device.ski()), node.authenticated);
      node.close();
      device.close();
    }

    static byte[] clientHello() {
      String extensions = "000a000400020017" + "000d000400020403" + "000b00020100" + "ff01000100";
      String hello =
          "0303%s000002c02b0100%04x%s"
              .formatted("07".repeat(32), extensions.length() / 2, extensions);
      int length = hello.length() / 2;
      return HexFormat.of().parseHex("160303%04x01%06x%s".formatted(length + 4, length, hello));
    }

    // Else strangers who are turned away, and do not answer the close, keep the paired ones out.
    @Test
    void ofOpenConnectionsDoesNotCountThoseBeingClosedAgainstANewcomer() throws IOException {
      TransportLimits.Door small =
          new TransportLimits.Door(2, Duration.ofSeconds(1), Duration.ofSeconds(1), 64, 64, 1);
      Node node = new Node(Node.LIMITS.with(small));
      Node device = new Node();
      Recorder owner = new Recorder();
      int port = node.listen();
      try (RawPeer stubborn = RawPeer.dial(port, RawTls.showing(Node.newIdentity()))) {
        assertTrue(stubborn.upgrade().startsWith("HTTP/1.1 101"));
        node.awaitAccepted().begin(owner);
        node.awaitAccepted().close(CloseReason.POLICY, "too many connections");

        device.open(node.ski(), port);

        assertEquals(CloseReason.POLICY, owner.awaitClose().code());
        DialOutcome.Failed failed = device.fail(node.ski(), port);
        assertTrue(failed.words().contains("HTTP 503"), failed::words);
      }
      node.close();
      device.close();
    }

    @Test
    void ofOpenConnectionsAnswers503() throws IOException {
      TransportLimits.Door small =
          new TransportLimits.Door(2, Duration.ofSeconds(1), Duration.ofSeconds(1), 64, 64, 2);
      Node node = new Node(Node.LIMITS.with(small));
      Node device = new Node();
      int port = node.listen();
      device.open(node.ski(), port);
      device.open(node.ski(), port);
      Eventually.isTrue(() -> node.accepted.size() == 2);

      DialOutcome.Failed failed = device.fail(node.ski(), port);

      assertTrue(failed.words().contains("refused the upgrade with HTTP 503"), failed::words);
      node.accepted.getFirst().cut("room");
      Eventually.isTrue(() -> device.dial(node.ski(), Node.at(port)) instanceof DialOutcome.Opened);
      node.close();
      device.close();
    }

    @Test
    void ofDevicesServesThemAll() throws Exception {
      Node node = new Node();
      Node device = new Node();
      int port = node.listen();
      List<Thread> dials = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        dials.add(Thread.ofVirtual().start(() -> device.open(node.ski(), port)));
      }
      for (Thread dial : dials) {
        dial.join();
      }

      Eventually.isTrue(() -> node.accepted.size() == 40);
      assertEquals(List.of(), node.refusals);
      node.close();
      device.close();
    }
  }

  @Test
  void survivesAnOwnerWithABug() throws IOException {
    Node node = new Node();
    TlsListener listener = node.listener();
    int port =
        listener.open(
            _ -> {
              throw new IllegalStateException("a bug");
            });
    Node device = new Node();
    for (int i = 0; i < 2; i++) {
      Recorder owner = new Recorder();
      var opened =
          assertInstanceOf(DialOutcome.Opened.class, device.dial(node.ski(), Node.at(port)));
      opened.transport().begin(owner);
      owner.awaitClose();
    }
    node.close();
    device.close();
  }
}
