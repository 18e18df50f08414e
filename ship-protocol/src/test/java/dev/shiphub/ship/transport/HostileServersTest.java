package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.identity.OddCertificates;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.DialOutcome.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What our dialer makes of servers that are not what they should be. */
@Timeout(30)
class HostileServersTest {
  private static final LocalIdentity SERVER = Node.newIdentity();

  private final Node node = new Node(Node.hasty(Duration.ofSeconds(1), Duration.ofMillis(700)));

  private final CountDownLatch ended = new CountDownLatch(1);

  @AfterEach
  void close() {
    node.close();
  }

  private void assertFailed(DialOutcome outcome, Phase phase, String word) {
    DialOutcome.Failed failed = assertInstanceOf(DialOutcome.Failed.class, outcome);
    assertEquals(phase, failed.furthest(), failed::words);
    assertTrue(failed.words().contains(word), failed.words());
  }

  private static RawServer showing(KeyPair keys, X509Certificate certificate) throws IOException {
    SSLContext context = RawTls.showing(keys.getPrivate(), certificate);
    return RawServer.playing(plain -> RawPeer.accept(plain, context).readToEnd());
  }

  /** A server that answers every upgrade with these lines, and counts the dials that end. */
  private RawServer answering(String lines) throws IOException {
    SSLContext context = RawTls.showing(SERVER);
    return RawServer.playing(
        plain -> {
          try (RawPeer peer = RawPeer.accept(plain, context)) {
            peer.readHead();
            peer.write(lines.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            peer.readToEnd();
            ended.countDown();
          }
        });
  }

  @Nested
  class InTls {
    @Test
    void isNotWhoWasExpected() throws IOException {
      Ski expected = Node.newIdentity().ski();
      try (RawServer server =
          RawServer.playing(plain -> RawPeer.accept(plain, RawTls.showing(SERVER)).readToEnd())) {
        assertFailed(
            node.fail(expected, server.port()),
            Phase.TLS,
            "answered as SKI " + SERVER.ski() + ", expected " + expected);
      }
    }

    // TC_SHIP_SEC_002: also when the forged SKI is the one that is trusted.
    @Test
    void forgesTheSkiThatWasExpected() throws IOException {
      KeyPair keys = OddCertificates.curveKey("secp256r1");
      Ski expected = new Ski("11".repeat(20));
      X509Certificate forged = OddCertificates.forKey(keys).claiming(expected.hex()).build();
      try (RawServer server = showing(keys, forged)) {
        assertFailed(node.fail(expected, server.port()), Phase.TLS, "is not that of its key");
      }
    }

    @ParameterizedTest
    @CsvSource({"secp384r1", "secp521r1"})
    void hasAKeyOnAnotherCurve(String curve) throws IOException {
      KeyPair keys = OddCertificates.curveKey(curve);
      Ski expected = new Ski("11".repeat(20));
      X509Certificate odd = OddCertificates.forKey(keys).claiming(expected.hex()).build();
      try (RawServer server = showing(keys, odd)) {
        assertFailed(node.fail(expected, server.port()), Phase.TLS, "");
      }
    }

    @Test
    void speaksNoTls() throws IOException {
      try (RawServer server =
          RawServer.playing(
              plain -> {
                plain
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              })) {
        assertFailed(node.fail(SERVER.ski(), server.port()), Phase.TLS, "TLS failed");
      }
    }

    @Test
    void saysNothing() throws IOException {
      try (RawServer server = RawServer.playing(plain -> {})) {
        assertFailed(node.fail(SERVER.ski(), server.port()), Phase.TLS, "no TLS within 1 s");
      }
    }

    // Elli, VW, Audi and Porsche wallboxes, with dates of a device without a clock.
    @Test
    void isOddButHonest() throws IOException {
      Ski ski = SERVER.ski();
      X509Certificate odd =
          OddCertificates.forKey(
                  new KeyPair(SERVER.certificate().getPublicKey(), SERVER.privateKey()))
              .claiming(ski.hex())
              .basicConstraints("3003010101")
              .valid("1970-01-01T00:00:00Z", "1971-01-01T00:00:00Z")
              .build();
      SSLContext context = RawTls.showing(SERVER.privateKey(), odd);
      try (RawServer server =
          RawServer.playing(
              plain -> {
                RawPeer peer = RawPeer.accept(plain, context);
                peer.answerUpgrade();
                peer.readToEnd();
              })) {
        assertEquals(ski, node.open(ski, server.port()).peer());
      }
    }
  }

  @Nested
  class InTheUpgrade {
    @ParameterizedTest
    @CsvSource({
      "503 Service Unavailable, NO_PLACE, refused the upgrade with HTTP 503",
      "404 Not Found, UPGRADE, refused the upgrade with HTTP 404",
      "200 OK, UPGRADE, refused the upgrade with HTTP 200",
    })
    void refuses(String status, Phase phase, String words) throws Exception {
      try (RawServer server = answering("HTTP/1.1 " + status + "\nContent-Length: 0\n\n")) {
        assertFailed(node.fail(SERVER.ski(), server.port()), phase, words);
        assertTrue(ended.await(5, TimeUnit.SECONDS), "the dialer closes what it opened");
      }
    }

    @ParameterizedTest
    @CsvSource({
      "Sec-WebSocket-Protocol: ship, X: y, sub-protocol",
      "Protocol: ship, Protocol: chat, sub-protocol",
      "Upgrade: websocket, X: y, did not upgrade",
      "HTTP/1.1 101, SMTP, no HTTP",
      "=, !, wrong Sec-WebSocket-Accept",
    })
    void answersAmiss(String from, String to, String word) throws IOException {
      String response =
          new String(RawPeer.response("dGhlIHNhbXBsZSBub25jZQ=="), StandardCharsets.US_ASCII)
              .replace("\r", "");
      try (RawServer server = answering(response.replace(from, to))) {
        assertFailed(node.fail(SERVER.ski(), server.port()), Phase.UPGRADE, word);
      }
    }

    @Test
    void answersWithAnEndlessHead() throws IOException {
      try (RawServer server = answering("HTTP/1.1 101 OK\n" + "A: b\n".repeat(200_000))) {
        assertFailed(node.fail(SERVER.ski(), server.port()), Phase.UPGRADE, "over 16384 bytes");
      }
    }

    @Test
    void saysNothing() throws IOException {
      try (RawServer server = answering("")) {
        assertFailed(node.fail(SERVER.ski(), server.port()), Phase.UPGRADE, "no upgrade within");
      }
    }
  }

  @Nested
  class WithSeveralWays {
    @Test
    void knowsOnlyTheEmptyPath() throws IOException {
      List<String> requests = new CopyOnWriteArrayList<>();
      SSLContext context = RawTls.showing(SERVER);
      try (RawServer server =
          RawServer.playing(
              plain -> {
                RawPeer peer = RawPeer.accept(plain, context);
                String head = peer.readHead();
                requests.add(head.lines().findFirst().orElseThrow());
                peer.write(
                    head.startsWith("GET / ")
                        ? RawPeer.response(key(head))
                        : "HTTP/1.1 404 Not Found\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                peer.readToEnd();
              })) {
        assertEquals(SERVER.ski(), node.open(SERVER.ski(), server.port()).peer());
        assertEquals(List.of("GET /ship/ HTTP/1.1", "GET / HTTP/1.1"), requests);
      }
    }

    private static String key(String head) {
      return head.lines()
          .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
          .findFirst()
          .orElseThrow()
          .substring("Sec-WebSocket-Key: ".length());
    }

    @Test
    void isFoundAtTheSecondHostWhenTheFirstIsDead() throws IOException {
      Node server = new Node();
      Endpoint endpoint =
          new Endpoint(List.of("127.0.0.2", "127.0.0.1"), server.listen(), "/", Optional.empty());

      DialOutcome outcome = node.dial(server.ski(), endpoint);

      assertInstanceOf(DialOutcome.Opened.class, outcome);
      server.close();
    }

    // Simulated devices on one machine must not look like one host.
    @Test
    void isDialledFromTheGivenAddress() throws Exception {
      InetAddress source = InetAddress.ofLiteral("127.1.2.3");
      try (RawServer server = answering("HTTP/1.1 503 Busy\n\n")) {
        Thread dial =
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        new TlsDialer(node.setup, source)
                            .dial(SERVER.ski(), Node.at(server.port()));
                      } catch (InterruptedException unexpected) {
                        throw new AssertionError(unexpected);
                      }
                    });
        dial.join();

        assertEquals(source, server.accepted.getFirst().getInetAddress());
      }
    }

    @Test
    void isReachedByIpv6() throws Exception {
      Node server = new Node();
      TlsListener listener =
          new TlsListener(
              server.setup,
              ListenAddress.at(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0)),
              InboundWatch.NONE);
      int port = listener.open(server.accepted::add);
      Endpoint endpoint = new Endpoint(List.of("::1"), port, "/", Optional.empty());

      var opened = assertInstanceOf(DialOutcome.Opened.class, node.dial(server.ski(), endpoint));

      assertEquals("[0:0:0:0:0:0:0:1]:" + port, opened.transport().remoteAddress());
      opened.transport().cut("test is over");
      listener.close();
      server.close();
    }

    @Test
    void isNowhere() throws IOException {
      int unused;
      try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        unused = probe.getLocalPort();
      }
      Endpoint endpoint =
          new Endpoint(
              List.of("no-such-host.local", "127.0.0.1", "::1"), unused, "/", Optional.empty());

      var failed = assertInstanceOf(DialOutcome.Failed.class, node.dial(SERVER.ski(), endpoint));

      assertEquals(
          List.of("127.0.0.1:" + unused, "[0:0:0:0:0:0:0:1]:" + unused, "no-such-host.local"),
          failed.tries().stream().map(DialOutcome.Try::address).toList());
      assertEquals(
          List.of(Phase.CONNECT, Phase.CONNECT, Phase.RESOLVE),
          failed.tries().stream().map(DialOutcome.Try::phase).toList());
    }
  }
}
