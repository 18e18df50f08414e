package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLParameters;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.SSLParametersWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java-WebSocket's own client and server as peers that do not share our sockets and threads. */
@Timeout(30)
class StockPeersTest {
  static {
    // The stock server asserts that nobody ends TLS properly; only test runs have assertions on.
    StockPeersTest.class
        .getClassLoader()
        .setClassAssertionStatus("org.java_websocket.SSLSocketChannel2", false);
  }

  private static final LocalIdentity PEER = Node.newIdentity();

  private final Node node = new Node();
  private final Recorder owner = new Recorder();

  @AfterEach
  void close() {
    node.close();
  }

  private static Draft_6455 draft(String subProtocol) {
    return new Draft_6455(List.of(), List.of(new Protocol(subProtocol)));
  }

  private static SSLParameters parameters(String suite) {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.2"});
    parameters.setCipherSuites(new String[] {suite});
    parameters.setNeedClientAuth(true);
    return parameters;
  }

  private static final String GCM = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
  private static final String CBC = "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256";

  /** The stock client. */
  private static final class StockClient extends WebSocketClient {
    private final String suite;
    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<String> closes = new CopyOnWriteArrayList<>();

    private StockClient(int port, String subProtocol, String suite) {
      super(URI.create("wss://127.0.0.1:" + port + "/ship/"), draft(subProtocol));
      this.suite = suite;
      setSocketFactory(RawTls.showing(PEER).getSocketFactory());
      setConnectionLostTimeout(0);
    }

    @Override
    protected void onSetSSLParameters(SSLParameters changed) {
      changed.setProtocols(new String[] {"TLSv1.2"});
      changed.setCipherSuites(new String[] {suite});
    }

    @Override
    public void onOpen(ServerHandshake handshake) {}

    @Override
    public void onMessage(String text) {
      messages.add("text " + text);
    }

    @Override
    public void onMessage(ByteBuffer bytes) {
      messages.add(StandardCharsets.UTF_8.decode(bytes).toString());
    }

    @Override
    public void onClose(int code, String phrase, boolean isRemote) {
      closes.add(code + " " + phrase + (isRemote ? " remote" : " local"));
    }

    @Override
    public void onError(Exception problem) {}
  }

  /** The stock server, which sends back what it gets. */
  private static final class StockServer extends WebSocketServer {
    private final List<String> closes = new CopyOnWriteArrayList<>();
    private volatile boolean isStarted;

    private StockServer(String subProtocol, String suite) {
      super(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          1,
          List.of(draft(subProtocol)));
      setReuseAddr(true);
      setConnectionLostTimeout(0);
      setWebSocketFactory(
          new SSLParametersWebSocketServerFactory(RawTls.showing(PEER), parameters(suite)));
    }

    private int startedPort() {
      start();
      Eventually.isTrue(() -> isStarted);
      return getPort();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {}

    @Override
    public void onMessage(WebSocket socket, String text) {}

    @Override
    public void onMessage(WebSocket socket, ByteBuffer bytes) {
      socket.send(bytes);
    }

    @Override
    public void onClose(WebSocket socket, int code, String phrase, boolean isRemote) {
      closes.add(code + " " + phrase + (isRemote ? " remote" : " local"));
    }

    @Override
    public void onError(WebSocket socket, Exception problem) {}

    @Override
    public void onStart() {
      isStarted = true;
    }
  }

  @Nested
  class TheStockClient {
    private StockClient connected(String suite) throws IOException, InterruptedException {
      StockClient client = new StockClient(node.listen(), "ship", suite);
      assertTrue(client.connectBlocking());
      node.awaitAccepted().begin(owner);
      return client;
    }

    @ParameterizedTest
    @ValueSource(strings = {GCM, CBC})
    void talksToOurListener(String suite) throws Exception {
      StockClient client = connected(suite);
      client.send(Recorder.bytes("hello"));
      owner.awaitMessages(1);
      node.awaitAccepted().send(Recorder.bytes("w".repeat(70_000)), _ -> {});
      Eventually.isTrue(() -> client.messages.size() == 1);

      assertEquals(List.of("hello"), owner.texts());
      assertEquals(List.of("w".repeat(70_000)), client.messages);
      assertEquals(PEER.ski(), node.awaitAccepted().peer());
      client.closeConnection(1006, "test is over");
    }

    @Test
    void closesWithUs() throws Exception {
      StockClient client = connected(GCM);
      client.close(4452, "Node rejected by application");

      assertEquals(CloseReason.byPeer(4452, "Node rejected by application"), owner.awaitClose());
      Eventually.isTrue(() -> client.closes.size() == 1);
      assertEquals("4452 Node rejected by application", client.closes.getFirst().substring(0, 33));
    }

    @Test
    void isClosedByUs() throws Exception {
      StockClient client = connected(GCM);
      node.awaitAccepted().close(4001, "close");

      assertEquals(CloseReason.byUs(4001, "close"), owner.awaitClose());
      Eventually.isTrue(() -> client.closes.size() == 1);
      assertEquals("4001 close remote", client.closes.getFirst());
    }

    @Test
    void answersOurPing() throws Exception {
      StockClient client = connected(GCM);
      node.awaitAccepted().ping();
      client.sendPing();

      Eventually.isTrue(() -> owner.signsOfLife.get() == 2);
      client.closeConnection(1006, "test is over");
    }

    @Test
    void isRefusedWithAnotherSubProtocol() throws Exception {
      StockClient client = new StockClient(node.listen(), "chat", GCM);

      assertFalse(client.connectBlocking());
      assertTrue(node.awaitRefusal().why().contains("sub-protocol"));
    }

    @Test
    void isToldThatTextIsNotForShip() throws Exception {
      StockClient client = connected(GCM);
      client.send("text");

      assertEquals(1003, owner.awaitClose().code());
      Eventually.isTrue(() -> client.closes.size() == 1);
      assertTrue(client.closes.getFirst().startsWith("1003"), client.closes::toString);
    }
  }

  @Nested
  class TheStockServer {
    private final StockServer server = new StockServer("ship", GCM);

    @AfterEach
    void stop() throws InterruptedException {
      server.stop(100);
    }

    @Test
    void talksToOurDialer() {
      Transport transport = node.open(PEER.ski(), server.startedPort());
      transport.expectData();
      transport.begin(owner);
      transport.send(Recorder.bytes("echo"), _ -> {});
      transport.send(Recorder.bytes("e".repeat(70_000)), _ -> {});
      transport.ping();
      owner.awaitMessages(2);

      assertEquals(List.of("echo", "e".repeat(70_000)), owner.texts());
      Eventually.isTrue(() -> owner.signsOfLife.get() == 1);
    }

    @Test
    void isClosedByUs() {
      Transport transport = node.open(PEER.ski(), server.startedPort());
      transport.begin(owner);
      transport.close(4001, "close");

      assertEquals(CloseReason.byUs(4001, "close"), owner.awaitClose());
      Eventually.isTrue(() -> server.closes.size() == 1);
      assertEquals("4001 close remote", server.closes.getFirst());
    }

    @Test
    void closesWithUs() {
      Transport transport = node.open(PEER.ski(), server.startedPort());
      transport.begin(owner);
      transport.send(Recorder.bytes("echo"), _ -> {});
      owner.awaitMessages(1);
      server.getConnections().forEach(socket -> socket.close(4001, "close"));

      assertEquals(CloseReason.byPeer(4001, "close"), owner.awaitClose());
    }

    @Test
    void isNotTheExpectedOne() {
      DialOutcome.Failed failed = node.fail(Node.newIdentity().ski(), server.startedPort());

      assertEquals(DialOutcome.Phase.TLS, failed.furthest());
      assertTrue(failed.words().contains("answered as SKI " + PEER.ski()), failed::words);
    }
  }

  @Test
  void theStockServerWithAnotherSubProtocolRefusesUs() throws Exception {
    StockServer server = new StockServer("chat", CBC);
    var outcome = node.dial(PEER.ski(), Node.at(server.startedPort()));

    DialOutcome.Failed failed = assertInstanceOf(DialOutcome.Failed.class, outcome);
    assertTrue(failed.words().contains("HTTP 404"), failed::words);
    server.stop(100);
  }
}
