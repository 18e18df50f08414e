package dev.shiphub.it;

import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDial;
import dev.shiphub.sim.raw.RawDoor;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawLink;
import dev.shiphub.sim.raw.RawThreads;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Devices that take a connection and then do something of their own, each on a free port. */
final class OddServer implements Closeable {
  private static final Duration STEP = Duration.ofSeconds(30);

  private final List<Closeable> opened = new CopyOnWriteArrayList<>();

  /** What a device does with a socket; it is closed with the server. */
  interface Manner {
    void treat(Socket socket) throws IOException;
  }

  /** Takes TCP connections, and treats each before TLS; returns the port. */
  int onTcp(Manner manner) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    opened.add(server);
    RawThreads.start("odd-accept", () -> accept(server, manner));
    return server.getLocalPort();
  }

  private void accept(ServerSocket server, Manner manner) {
    try {
      while (true) {
        Socket socket = server.accept();
        opened.add(socket);
        RawThreads.start("odd-treat", () -> treat(socket, manner));
      }
    } catch (IOException closed) {
      // Closed by us.
    }
  }

  private static void treat(Socket socket, Manner manner) {
    try {
      manner.treat(socket);
    } catch (IOException gone) {
      // The hub has gone, as it may.
    }
  }

  /** Takes TLS connections as this device, and treats each before the upgrade. */
  int onTls(LocalIdentity identity, Manner manner) throws IOException {
    SSLContext context = context(identity);
    return onTcp(
        plain -> {
          SSLSocket tls =
              (SSLSocket) context.getSocketFactory().createSocket(plain, "hub", 1, true);
          tls.setUseClientMode(false);
          tls.setEnabledProtocols(new String[] {"TLSv1.2"});
          tls.startHandshake();
          manner.treat(tls);
        });
  }

  private static SSLContext context(LocalIdentity identity) {
    try {
      char[] password = "x".toCharArray();
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, password);
      keys.setKeyEntry(
          "x", identity.privateKey(), password, new Certificate[] {identity.certificate()});
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Takes WebSockets as whoever that is, and talks over each. */
  int onWebSocket(RawIdentity identity, Consumer<RawLink> talk) throws IOException {
    RawDoor door =
        RawDoor.open(
            InetAddress.getLoopbackAddress(),
            new RawDial(identity, STEP, new SteadyClock()),
            () -> {});
    opened.add(door::close);
    RawThreads.start("odd-door", () -> talk(door, talk));
    return door.port();
  }

  private void talk(RawDoor door, Consumer<RawLink> talk) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Optional<Opened> next = door.next(STEP);
        if (next.isPresent() && next.get() instanceof Opened.Up(RawLink link)) {
          opened.add(link::close);
          RawThreads.start("odd-talk", () -> talk.accept(link));
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    for (Closeable open : new ArrayList<>(opened)) {
      open.close();
    }
  }
}
