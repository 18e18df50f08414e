package dev.shiphub.ship.transport;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.identity.OddCertificates;
import dev.shiphub.ship.transport.InboundRefusal.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Strangers at our listener, up to the upgrade.
 *
 * <p>Proof of promise 9.
 */
@Timeout(30)
class HostileClientsTest {
  private static final LocalIdentity CLIENT = Node.newIdentity();

  private final Node node = new Node(Node.hasty(Duration.ofSeconds(1), Duration.ofMillis(700)));
  private int port;

  @BeforeEach
  void listen() throws IOException {
    port = node.listen();
  }

  @AfterEach
  void nothingCameThrough() {
    assertEquals(0, node.accepted.size());
    node.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private void assertRefused(Stage stage, String word) {
    InboundRefusal refusal = node.awaitRefusal();
    assertEquals(stage, refusal.stage(), refusal::why);
    assertTrue(refusal.why().contains(word), refusal.why());
  }

  private static boolean isEnded(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  @Nested
  class BeforeTls {
    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "SSH-2.0-OpenSSH_9\r\n", "\0\0\0"})
    void areClosedAtOnceIfTheySpeakAnythingElse(String words) throws IOException {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));

        assertTrue(isEnded(socket));
        assertRefused(Stage.ARRIVAL, "did not begin with TLS");
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1602010001", "1603010000", "160301ffff"})
    void areClosedAtOnceIfTheirFirstRecordIsNone(String header) throws IOException {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(HexFormat.of().parseHex(header));

        assertTrue(isEnded(socket));
        assertRefused(Stage.ARRIVAL, "did not begin with TLS");
      }
    }

    @Test
    void areClosedIfTheySayNothingInTime() throws IOException {
      try (Socket socket = connect()) {
        assertTrue(isEnded(socket));
        assertRefused(Stage.ARRIVAL, "took too long");
      }
    }

    @Test
    void areClosedIfTheySendHalfAClientHello() throws IOException {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(HexFormat.of().parseHex("160301010001"));

        assertTrue(isEnded(socket));
        assertRefused(Stage.ARRIVAL, "took too long");
      }
    }

    // The deadline counts for the phase, not for each read.
    @Test
    void areClosedInTimeEvenIfTheyKeepDripping() throws IOException {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(HexFormat.of().parseHex("1603010100"));

        await()
            .atMost(Duration.ofSeconds(4))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> !drip(socket));

        assertRefused(Stage.ARRIVAL, "took too long");
      }
    }

    private static boolean drip(Socket socket) {
      try {
        socket.getOutputStream().write(1);
        return true;
      } catch (IOException closed) {
        return false;
      }
    }
  }

  @Nested
  class InTls {
    private void assertNoHandshake(SSLContext context, String word) {
      assertThrows(
          IOException.class,
          () -> {
            try (RawPeer peer = RawPeer.dial(port, context)) {
              // Some only learn it when they read.
              peer.readHead();
            }
          });
      assertRefused(Stage.TLS, word);
      assertEquals(0, node.authenticated.size());
    }

    private static SSLContext showing(KeyPair keys, X509Certificate certificate) {
      return RawTls.showing(keys.getPrivate(), certificate);
    }

    @Test
    void areRefusedWithoutACertificate() {
      assertNoHandshake(RawTls.showingNothing(), "ertificate");
    }

    @Test
    void areRefusedWithAnRsaCertificate() {
      KeyPair keys = OddCertificates.rsaKey();

      assertNoHandshake(
          showing(keys, OddCertificates.forKey(keys).claiming("11".repeat(20)).build()), "");
    }

    @Test
    void areRefusedWithACertificateOnAnotherCurve() {
      KeyPair keys = OddCertificates.curveKey("secp384r1");

      assertNoHandshake(
          showing(keys, OddCertificates.forKey(keys).claiming("11".repeat(20)).build()), "");
    }

    // TC_SHIP_SEC_001
    @Test
    void areRefusedWithAForgedSki() {
      KeyPair keys = OddCertificates.curveKey("secp256r1");

      assertNoHandshake(
          showing(keys, OddCertificates.forKey(keys).claiming("11".repeat(20)).build()),
          "is not that of its key");
    }

    @Test
    void areRefusedWithoutASki() {
      KeyPair keys = OddCertificates.curveKey("secp256r1");

      assertNoHandshake(
          showing(keys, OddCertificates.forKey(keys).build()), "no subject key identifier");
    }

    @Test
    void areRefusedWithALongChain() {
      X509Certificate[] chain = new X509Certificate[11];
      Arrays.fill(chain, CLIENT.certificate());

      assertNoHandshake(RawTls.showing(CLIENT.privateKey(), chain), "chain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3"})
    void areRefusedWithAnotherVersion(String version) {
      assertThrows(
          SSLException.class,
          () ->
              RawPeer.dial(
                  port,
                  RawTls.showing(CLIENT),
                  parameters -> parameters.setProtocols(new String[] {version})));
      assertRefused(Stage.TLS, "");
    }

    // TLS 1.1 by hand, since no current JSSE offers it: the alert is protocol_version (70).
    @Test
    void areRefusedWithTls11() throws IOException {
      try (Socket socket = connect()) {
        String hello = "0302" + "00".repeat(32) + "00" + "0004" + "c00900ff" + "0100";
        int length = hello.length() / 2;
        socket
            .getOutputStream()
            .write(
                HexFormat.of().parseHex("160301%04x01%06x%s".formatted(length + 4, length, hello)));

        byte[] alert = socket.getInputStream().readNBytes(7);

        assertEquals("0246", HexFormat.of().formatHex(alert, 5, 7));
        assertRefused(Stage.TLS, "");
      }
    }

    @Test
    void areRefusedWithOtherSuites() {
      assertThrows(
          SSLException.class,
          () ->
              RawPeer.dial(
                  port,
                  RawTls.showing(CLIENT),
                  parameters -> {
                    parameters.setProtocols(new String[] {"TLSv1.2"});
                    parameters.setCipherSuites(
                        new String[] {"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"});
                  }));
      assertRefused(Stage.TLS, "");
    }
  }

  @Nested
  class InTheUpgrade {
    private RawPeer secured() throws IOException {
      return RawPeer.dial(port, RawTls.showing(CLIENT));
    }

    @ParameterizedTest
    @CsvSource({
      "Sec-WebSocket-Protocol: ship, X: y, 400",
      "Protocol: ship, Protocol: chat, 400",
      "Version: 13, Version: 8, 426",
      "Upgrade: websocket, X: y, 426",
    })
    void areAnsweredWithAStatus(String from, String to, int status) throws IOException {
      try (RawPeer peer = secured()) {
        String line = peer.ask(RawPeer.REQUEST.replace(from, to));

        assertTrue(line.startsWith("HTTP/1.1 " + status), line);
        assertTrue(peer.readToEnd());
        assertRefused(Stage.UPGRADE, "HTTP " + status);
      }
    }

    @Test
    void areToldThatTheirHeadIsTooLong() throws IOException {
      try (RawPeer peer = secured()) {
        Thread.ofVirtual().start(() -> flood(peer));

        String line = peer.readHead().lines().findFirst().orElseThrow();

        assertTrue(line.startsWith("HTTP/1.1 431"), line);
        assertRefused(Stage.UPGRADE, "431");
      }
    }

    private static void flood(RawPeer peer) {
      try {
        peer.write(
            ("GET / HTTP/1.1\r\nA: " + "x".repeat(1024 * 1024))
                .getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        // That is what it is for.
      }
    }

    @Test
    void areClosedIfTheirHeadIsNotThereInTime() throws IOException {
      try (RawPeer peer = secured()) {
        peer.write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));

        peer.readToEnd();
        assertRefused(Stage.UPGRADE, "took too long");
      }
    }

    @Test
    void areClosedIfTheyLeave() throws IOException {
      try (RawPeer peer = secured()) {
        peer.endTls();

        assertRefused(Stage.UPGRADE, "");
        assertEquals(CLIENT.ski(), node.authenticated.getFirst());
      }
    }
  }
}
