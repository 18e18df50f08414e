package dev.shiphub.it;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.SSLParametersWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;

/**
 * The stock client or server of Java-WebSocket: its own sockets, threads, TLS and closing. The hub
 * uses the codec of that library only.
 */
interface StockPeer extends AutoCloseable {
  /** Connects again, if it is the one who dials. */
  void comeBack() throws Exception;

  /** Where it listens, if it does. */
  Optional<Integer> port();

  @Override
  void close();

  /** A server that asks for the certificate of whoever comes (SHIP 9.1). */
  static StockPeer server(StockIdentity identity, StockTalk talk) throws Exception {
    Server server = new Server(talk);
    SSLParameters parameters = new SSLParameters();
    parameters.setNeedClientAuth(true);
    server.setWebSocketFactory(new SSLParametersWebSocketServerFactory(identity.tls(), parameters));
    server.setReuseAddr(true);
    server.setConnectionLostTimeout(0);
    server.start();
    server.started.get(30, TimeUnit.SECONDS);
    return server;
  }

  /** A client; it has connected. */
  static StockPeer client(StockIdentity identity, StockTalk talk, int hubPort) throws Exception {
    Client client = new Client(URI.create("wss://127.0.0.1:" + hubPort + "/ship/"), talk);
    client.setSocketFactory(identity.tls().getSocketFactory());
    client.setConnectionLostTimeout(0);
    client.connectBlocking(30, TimeUnit.SECONDS);
    return client;
  }

  private static Draft draft() {
    return new Draft_6455(List.of(), List.of(new Protocol("ship")));
  }

  /** The stock server. */
  final class Server extends WebSocketServer implements StockPeer {
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final StockTalk talk;

    private Server(StockTalk talk) {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), List.of(draft()));
      this.talk = talk;
    }

    @Override
    public Optional<Integer> port() {
      return Optional.of(getPort());
    }

    @Override
    public void comeBack() {
      // The hub does.
    }

    @Override
    public void onStart() {
      started.complete(null);
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake request) {
      talk.opened(connection);
    }

    @Override
    public void onMessage(WebSocket connection, ByteBuffer message) {
      talk.hears(message);
    }

    @Override
    public void onMessage(WebSocket connection, String text) {
      throw new IllegalStateException("SHIP has no text messages: " + text);
    }

    @Override
    public void onWebsocketPing(WebSocket connection, Framedata ping) {
      talk.pinged();
      super.onWebsocketPing(connection, ping);
    }

    @Override
    public void onWebsocketPong(WebSocket connection, Framedata pong) {
      talk.ponged();
      super.onWebsocketPong(connection, pong);
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean isByPeer) {
      talk.ended(code, isByPeer);
    }

    @Override
    public void onError(WebSocket connection, Exception fault) {
      started.completeExceptionally(fault);
    }

    @Override
    public void close() {
      try {
        stop(1_000);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The stock client. */
  final class Client extends WebSocketClient implements StockPeer {
    private final StockTalk talk;

    private Client(URI hub, StockTalk talk) {
      super(hub, draft());
      this.talk = talk;
    }

    @Override
    public Optional<Integer> port() {
      return Optional.empty();
    }

    @Override
    public void comeBack() throws InterruptedException {
      reconnectBlocking();
    }

    /** A SHIP node is known by its SKI, not by the name of its host. */
    @Override
    protected void onSetSSLParameters(SSLParameters parameters) {
      parameters.setEndpointIdentificationAlgorithm(null);
    }

    @Override
    public void onOpen(ServerHandshake answer) {
      talk.opened(this);
    }

    @Override
    public void onMessage(ByteBuffer message) {
      talk.hears(message);
    }

    @Override
    public void onMessage(String text) {
      throw new IllegalStateException("SHIP has no text messages: " + text);
    }

    @Override
    public void onWebsocketPing(WebSocket connection, Framedata ping) {
      talk.pinged();
      super.onWebsocketPing(connection, ping);
    }

    @Override
    public void onWebsocketPong(WebSocket connection, Framedata pong) {
      talk.ponged();
      super.onWebsocketPong(connection, pong);
    }

    @Override
    public void onClose(int code, String reason, boolean isByPeer) {
      talk.ended(code, isByPeer);
    }

    @Override
    public void onError(Exception fault) {
      // It closes after that.
    }
  }
}
