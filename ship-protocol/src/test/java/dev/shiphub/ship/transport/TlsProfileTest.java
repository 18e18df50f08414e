package dev.shiphub.ship.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.identity.OddCertificates;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What our TLS looks like from outside (SHIP 9). */
@Timeout(30)
class TlsProfileTest {
  private static final LocalIdentity PEER = Node.newIdentity();
  private static final String GCM = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
  private static final String CBC = "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256";

  private final Node node = new Node();

  @AfterEach
  void close() {
    node.close();
  }

  private RawPeer client(int port, SSLContext context, String... suites) throws IOException {
    return RawPeer.dial(
        port,
        context,
        parameters -> {
          parameters.setProtocols(new String[] {"TLSv1.2"});
          parameters.setCipherSuites(suites);
        });
  }

  @Nested
  class Suites {
    @ParameterizedTest
    @ValueSource(strings = {GCM, CBC})
    void theListenerTakesEither(String suite) throws IOException {
      try (RawPeer peer = client(node.listen(), RawTls.showing(PEER), suite)) {
        assertEquals(suite, peer.tls.getSession().getCipherSuite());
        assertEquals("TLSv1.2", peer.tls.getSession().getProtocol());
      }
    }

    @Test
    void theListenerPrefersTheBetterOne() throws IOException {
      try (RawPeer peer = client(node.listen(), RawTls.showing(PEER), CBC, GCM)) {
        assertEquals(GCM, peer.tls.getSession().getCipherSuite());
      }
    }

    @Test
    void theDialerOffersBothAndNoTls13() throws Exception {
      RecordMeter meter = RecordMeter.to(node.listen());
      Node client = new Node();
      client.open(node.ski(), meter.port());

      String hello = HexFormat.of().formatHex(meter.firstRecordOfClient());
      assertEquals("0303", hello.substring(18, 22));
      assertTrue(hello.contains("0004" + "c02bc023" + "0100"), hello);
      // The extension supported_versions names 3.3 alone.
      assertTrue(hello.contains("002b" + "0003" + "02" + "0303"), hello);
      client.close();
      meter.close();
    }

    @Test
    void bothSpeakTls13OnlyWhenSwitchedOn() throws Exception {
      Node modern = new Node(Node.newIdentity(), Node.LIMITS, InstantSource.system(), true);
      int port = modern.listen();
      try (RawPeer peer =
          RawPeer.dial(
              port,
              RawTls.showing(PEER),
              parameters -> parameters.setProtocols(new String[] {"TLSv1.3"}))) {
        assertEquals("TLSv1.3", peer.tls.getSession().getProtocol());
      }
      assertEquals(modern.ski(), node.open(modern.ski(), port).peer());
      modern.close();
    }
  }

  // SHIP 9.2: no TLSPlaintext over 1024 bytes. What encryption adds is at most 24 bytes with GCM.
  @Nested
  class Records {
    private static final int GCM_OVERHEAD = 8 + 16;

    @Test
    void holdAtMost1024BytesInBothDirections() throws Exception {
      RecordMeter meter = RecordMeter.to(node.listen());
      Node client = new Node();
      Transport here = client.open(node.ski(), meter.port());
      Recorder atServer = new Recorder();
      Recorder atClient = new Recorder();
      node.awaitAccepted().expectData();
      node.awaitAccepted().begin(atServer);
      here.expectData();
      here.begin(atClient);
      here.send(new byte[50_000], _ -> {});
      node.awaitAccepted().send(new byte[50_000], _ -> {});
      atServer.awaitMessages(1);
      atClient.awaitMessages(1);

      assertEquals(1024 + GCM_OVERHEAD, meter.longestOfClient());
      assertEquals(1024 + GCM_OVERHEAD, meter.longestOfServer());
      client.close();
      meter.close();
    }

    // 16 bytes of IV, up to 1024 of plaintext, 32 of MAC, 1 to 16 of padding.
    @Test
    void holdAtMost1024BytesWithTheOtherSuite() throws Exception {
      RecordMeter meter = RecordMeter.to(node.listen());
      try (RawPeer peer = client(meter.port(), RawTls.showing(PEER), CBC)) {
        peer.upgrade();
        node.awaitAccepted().send(new byte[50_000], _ -> {});
        peer.read();

        int longest = meter.longestOfServer();
        assertTrue(longest > 512 && longest - 16 - 32 - 1 <= 1024, longest + " bytes");
      }
      meter.close();
    }

    @Test
    void ofAnySizeAreTaken() throws Exception {
      try (RawPeer peer = client(node.listen(), RawTls.showing(PEER), GCM)) {
        peer.upgrade();
        Recorder owner = new Recorder();
        node.awaitAccepted().expectData();
        node.awaitAccepted().begin(owner);
        peer.write(RawFrame.masked(RawFrame.FINAL | RawFrame.BINARY, new byte[16_000]));
        owner.awaitMessages(1);

        assertEquals(16_000, owner.messages.getFirst().length);
      }
    }
  }

  @Nested
  class Sessions {
    @Test
    void ofOurListenerAreNeverResumed() throws IOException {
      int port = node.listen();
      SSLContext context = RawTls.showing(PEER);
      byte[] first;
      try (RawPeer peer = client(port, context, GCM)) {
        first = peer.tls.getSession().getId();
        assertTrue(peer.upgrade().startsWith("HTTP/1.1 101"));
      }
      try (RawPeer peer = client(port, context, GCM)) {
        assertTrue(peer.upgrade().startsWith("HTTP/1.1 101"));
        assertNotEquals(Arrays.toString(first), Arrays.toString(peer.tls.getSession().getId()));
      }
      Eventually.isTrue(() -> node.authenticated.size() == 2);
    }

    @Test
    void ofAServerAreNeverResumedByOurDialer() throws IOException {
      SSLContext context = RawTls.showing(PEER);
      List<String> sessions = new CopyOnWriteArrayList<>();
      try (RawServer server =
          RawServer.playing(
              plain -> {
                RawPeer peer = RawPeer.accept(plain, context);
                sessions.add(HexFormat.of().formatHex(peer.tls.getSession().getId()));
                peer.answerUpgrade();
                peer.readToEnd();
              })) {
        node.open(PEER.ski(), server.port());
        node.open(PEER.ski(), server.port());

        assertEquals(2, sessions.stream().distinct().count());
      }
    }

    // The control of the two tests above: this JSSE does resume where it may.
    @Test
    void ofOtherServersWouldBeResumed() throws IOException {
      SSLContext serverContext = RawTls.showing(PEER);
      SSLContext clientContext = RawTls.showing(PEER);
      try (RawServer server =
              RawServer.playing(
                  plain -> {
                    RawPeer peer = RawPeer.accept(plain, serverContext);
                    peer.answerUpgrade();
                    peer.readToEnd();
                  });
          RawPeer first = client(server.port(), clientContext, GCM)) {
        // The server remembers a session only after its last handshake message; an answer comes
        // later still.
        first.upgrade();
        // Side by side: a server that loses a connection without a close_notify forgets its
        // session.
        try (RawPeer second = client(server.port(), clientContext, GCM)) {
          assertEquals(sessionId(first), sessionId(second));
        }
      }
    }

    private static String sessionId(RawPeer peer) {
      return HexFormat.of().formatHex(peer.tls.getSession().getId());
    }

    @Test
    void areNotRenegotiatedByAClient() throws IOException {
      try (RawPeer peer = client(node.listen(), RawTls.showing(PEER), GCM)) {
        peer.upgrade();
        Recorder owner = new Recorder();
        node.awaitAccepted().begin(owner);

        assertThrows(
            IOException.class,
            () -> {
              peer.tls.startHandshake();
              peer.read();
            });
        owner.awaitClose();
        assertEquals(1, node.authenticated.size());
      }
    }
  }

  @Test
  void aCloseInGoodOrderEndsTlsToo() throws Exception {
    RecordMeter meter = RecordMeter.to(node.listen());
    Node client = new Node();
    Transport here = client.open(node.ski(), meter.port());
    Recorder atServer = new Recorder();
    node.awaitAccepted().begin(atServer);
    here.begin(new Recorder());
    here.close(4001, "close");
    atServer.awaitClose();

    Eventually.isTrue(() -> meter.lastTypeOfServer() == 21);
    client.close();
    meter.close();
  }

  // SHIP 9.4: the server name is the mDNS host name, also when an address is dialled.
  @ParameterizedTest
  @CsvSource({
    "EVSE-0123.local., EVSE-0123.local",
    "EVSE-0123.local, EVSE-0123.local",
    ", none",
    "EVSE_0123.local, none",
    "not a host name, none",
    "'evse\r\nX-Smuggled: y', none"
  })
  void theServerNameIsSentAsAnnounced(String announced, String sent) throws Exception {
    SSLContext context = RawTls.showing(PEER);
    List<String> hosts = new CopyOnWriteArrayList<>();
    try (RawServer server =
            RawServer.playing(
                plain -> {
                  RawPeer peer = RawPeer.accept(plain, context);
                  hosts.add(peer.answerUpgrade());
                  peer.readToEnd();
                });
        RecordMeter meter = RecordMeter.to(server.port())) {
      Endpoint endpoint =
          new Endpoint(
              List.of("127.0.0.1"), meter.port(), "/ship/", Optional.ofNullable(announced));

      DialOutcome outcome = node.dial(PEER.ski(), endpoint);

      assertTrue(outcome instanceof DialOutcome.Opened, outcome::toString);
      assertEquals(sent, serverName(ByteBuffer.wrap(meter.firstRecordOfClient())));
      String host = sent.equals("none") ? "127.0.0.1" : sent;
      Eventually.isTrue(() -> hosts.size() == 1);
      assertEquals("Host: " + host + ":" + meter.port(), hosts.getFirst());
    }
  }

  /** The first name in the extension server_name of a client hello (RFC 6066 3). */
  private static String serverName(ByteBuffer hello) {
    hello.position(5 + 4 + 2 + 32);
    hello.position(hello.position() + 1 + hello.get(hello.position()));
    hello.position(hello.position() + 2 + hello.getShort(hello.position()));
    hello.position(hello.position() + 1 + hello.get(hello.position()) + 2);
    while (hello.hasRemaining()) {
      int type = hello.getShort();
      ByteBuffer extension = hello.slice(hello.position() + 2, hello.getShort(hello.position()));
      hello.position(hello.position() + 2 + extension.limit());
      if (type == 0) {
        return US_ASCII.decode(extension.position(2 + 1 + 2)).toString();
      }
    }
    return "none";
  }

  // Elli, VW, Audi and Porsche wallboxes dial us too; none has a clock (SHIP 12.1.1).
  @Test
  void anOddButHonestCertificateOfAClientIsTaken() throws IOException {
    KeyPair keys = new KeyPair(PEER.certificate().getPublicKey(), PEER.privateKey());
    X509Certificate odd =
        OddCertificates.forKey(keys)
            .claiming(PEER.ski().hex())
            .basicConstraints("3003010101")
            .valid("1970-01-01T00:00:00Z", "1971-01-01T00:00:00Z")
            .build();
    try (RawPeer peer = RawPeer.dial(node.listen(), RawTls.showing(PEER.privateKey(), odd))) {
      assertTrue(peer.upgrade().startsWith("HTTP/1.1 101"));
      assertEquals(PEER.ski(), node.awaitAccepted().peer());
    }
  }

  // Never rejected: py-eebus calls us so, and devices have such host names.
  @ParameterizedTest
  @ValueSource(strings = {"eebus.local.", "EVSE_0123.local", "Wallbox Garage.local", "."})
  void anyServerNameIsTaken(String name) throws IOException {
    try (RawPeer peer =
        RawPeer.dial(
            node.listen(),
            RawTls.showing(PEER),
            parameters -> {
              parameters.setProtocols(new String[] {"TLSv1.2"});
              parameters.setServerNames(List.of(new OddName(name)));
            })) {
      assertTrue(peer.upgrade().startsWith("HTTP/1.1 101"));
    }
  }

  /** A host name that is none for JSSE. */
  private static final class OddName extends SNIServerName {
    private OddName(String name) {
      super(StandardConstants.SNI_HOST_NAME, name.getBytes(US_ASCII));
    }
  }
}
