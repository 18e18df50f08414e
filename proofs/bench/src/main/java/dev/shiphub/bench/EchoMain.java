package dev.shiphub.bench;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.port.TransportEvents;
import dev.shiphub.ship.transport.Deadlines;
import dev.shiphub.ship.transport.InboundWatch;
import dev.shiphub.ship.transport.ListenAddress;
import dev.shiphub.ship.transport.ShipTls;
import dev.shiphub.ship.transport.TlsListener;
import dev.shiphub.ship.transport.TransportLimits;
import dev.shiphub.ship.transport.TransportSetup;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.DefaultSSLWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;

/**
 * A process that sends back what it gets, in four ways side by side in one JVM: over TCP, over TLS,
 * over {@code ship.transport}, and over the stock server of Java-WebSocket. Says its ports in one
 * line and ends with its stdin.
 */
public final class EchoMain {
  private static final int CHUNK_BYTES = 16 * 1024;

  private EchoMain() {}

  /** Listens. */
  public static void main(String[] arguments) throws Exception {
    LocalIdentity identity = BenchKeys.fresh();
    ServerSocket tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    serve(tcp);
    ServerSocket tls = tls(BenchKeys.tls(identity));
    serve(tls);
    int ship = ship(identity);
    int stock = stock(BenchKeys.tls(identity));
    System.out.printf(
        Locale.ROOT, "%d %d %d %d%n", tcp.getLocalPort(), tls.getLocalPort(), ship, stock);
    while (System.in.read() >= 0) {
      // Nobody says anything; its end is ours.
    }
    System.exit(0);
  }

  private static ServerSocket tls(SSLContext context) throws IOException {
    SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setNeedClientAuth(true);
    return server;
  }

  /** Blocking, and a platform thread for each connection: nothing in Java is faster. */
  private static void serve(ServerSocket server) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (!server.isClosed()) {
                try {
                  Socket accepted = server.accept();
                  Thread.ofPlatform().daemon().start(() -> echo(accepted));
                } catch (IOException closed) {
                  return;
                }
              }
            });
  }

  private static void echo(Socket accepted) {
    try (accepted) {
      accepted.setTcpNoDelay(true);
      InputStream in = accepted.getInputStream();
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        accepted.getOutputStream().write(chunk, 0, length);
      }
    } catch (IOException gone) {
      // The client has hung up.
    }
  }

  private static int ship(LocalIdentity identity) throws IOException {
    TransportSetup setup =
        new TransportSetup(
            new ShipTls(identity), TransportLimits.DEFAULTS, new Deadlines(), new SteadyClock());
    ListenAddress address =
        ListenAddress.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    TlsListener listener = new TlsListener(setup, address, InboundWatch.NONE);
    return listener.open(
        transport -> {
          transport.expectData();
          transport.begin(new ShipEcho(transport));
        });
  }

  /** Sends back what its transport hears. */
  private record ShipEcho(Transport transport) implements TransportEvents {
    @Override
    public void onMessage(byte[] message) {
      transport.send(message, ShipEcho::done);
    }

    private static void done(SendOutcome outcome) {
      // The client counts what it gets.
    }

    @Override
    public void onSignOfLife() {
      // Alive as long as it talks.
    }

    @Override
    public void onClosed(CloseReason reason) {
      // The client has hung up.
    }
  }

  private static int stock(SSLContext context) throws InterruptedException {
    Stock server = new Stock();
    server.setWebSocketFactory(new DefaultSSLWebSocketServerFactory(context));
    server.setConnectionLostTimeout(0);
    server.setTcpNoDelay(true);
    server.start();
    synchronized (server) {
      while (!server.isStarted) {
        server.wait();
      }
    }
    return server.getPort();
  }

  /** The stock server, as its README shows it. */
  private static final class Stock extends WebSocketServer {
    private boolean isStarted;

    private Stock() {
      super(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          List.of(new Draft_6455(List.of(), List.of(new Protocol("ship")))));
    }

    @Override
    public synchronized void onStart() {
      isStarted = true;
      notifyAll();
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake request) {
      // Nothing to say.
    }

    @Override
    public void onMessage(WebSocket connection, ByteBuffer message) {
      connection.send(message);
    }

    @Override
    public void onMessage(WebSocket connection, String message) {
      connection.send(message);
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean isByPeer) {
      // The client has hung up.
    }

    @Override
    public void onError(WebSocket connection, Exception fault) {
      // The client sees its connection end.
    }
  }
}
