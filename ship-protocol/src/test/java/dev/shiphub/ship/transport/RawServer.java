package dev.shiphub.ship.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts on a free port of 127.0.0.1 and plays a script with each connection. */
final class RawServer implements AutoCloseable {
  /** What to do with one connection. */
  interface Script {
    void play(Socket plain) throws IOException;
  }

  final List<Socket> accepted = new CopyOnWriteArrayList<>();
  private final ServerSocket server;

  private RawServer(ServerSocket server) {
    this.server = server;
  }

  static RawServer playing(Script script) throws IOException {
    RawServer raw = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(() -> raw.acceptAll(script));
    return raw;
  }

  private void acceptAll(Script script) {
    try {
      while (!server.isClosed()) {
        Socket plain = server.accept();
        accepted.add(plain);
        Thread.ofVirtual().start(() -> play(script, plain));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void play(Script script, Socket plain) {
    try {
      script.play(plain);
    } catch (IOException ended) {
      // Most scripts end with the connection.
    }
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }
}
