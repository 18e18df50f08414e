package dev.shiphub.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes two nodes dial each other in the same moment: it stands between them, holds the first
 * connection of each until both are there, and lets both go. Later connections pass at once.
 *
 * <p>It sees how many connections there are, which neither node can be trusted to tell.
 */
final class DialCrossing implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ServerSocket towardsPeer = open();
  private final ServerSocket towardsHub = open();
  private final CompletableFuture<Void> hubDialled = new CompletableFuture<>();
  private final CompletableFuture<Void> peerDialled = new CompletableFuture<>();
  private final CompletableFuture<Long> crossed =
      hubDialled.thenCombine(peerDialled, (_, _) -> System.nanoTime());
  private final Way byHub;
  private final Way byPeer;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /**
   * Where connections go.
   *
   * @param opened how many there have been
   * @param live those that are open now
   */
  private record Way(int port, AtomicInteger opened, AtomicInteger live) {}

  /**
   * @param skewMillis how much later the hub's dial is let go than the peer's; negative: earlier
   */
  DialCrossing(int hubPort, int peerPort, int skewMillis) throws IOException {
    byHub = new Way(peerPort, new AtomicInteger(), new AtomicInteger());
    byPeer = new Way(hubPort, new AtomicInteger(), new AtomicInteger());
    serve(towardsPeer, hubDialled, byHub, Math.max(0, skewMillis));
    serve(towardsHub, peerDialled, byPeer, Math.max(0, -skewMillis));
  }

  private static ServerSocket open() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException noPort) {
      throw new IllegalStateException(noPort);
    }
  }

  /** What the hub dials. */
  int hubDials() {
    return towardsPeer.getLocalPort();
  }

  /** What the peer dials. */
  int peerDials() {
    return towardsHub.getLocalPort();
  }

  void awaitHubDial() throws Exception {
    hubDialled.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Waits until both dials are under way; returns when they were let go, on the nano clock. */
  long awaitCrossing() throws Exception {
    return crossed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * Whether exactly one connection is open after both have dialled, and the hub dialled it or not.
   */
  boolean isDownToOne(boolean isByHub) {
    Way kept = isByHub ? byHub : byPeer;
    Way other = isByHub ? byPeer : byHub;
    return other.opened().get() > 0 && kept.live().get() == 1 && other.live().get() == 0;
  }

  /** How often the hub dialled. */
  int dialsOfHub() {
    return byHub.opened().get();
  }

  /** How often the peer dialled. */
  int dialsOfPeer() {
    return byPeer.opened().get();
  }

  private void serve(ServerSocket server, CompletableFuture<Void> dialled, Way way, int skew) {
    Thread.ofVirtual().start(() -> accept(server, dialled, way, skew));
  }

  private void accept(ServerSocket server, CompletableFuture<Void> dialled, Way way, int skew) {
    while (!server.isClosed()) {
      try {
        Socket from = server.accept();
        sockets.add(from);
        if (dialled.complete(null)) {
          Executor later = CompletableFuture.delayedExecutor(skew, TimeUnit.MILLISECONDS);
          crossed.thenRunAsync(() -> join(from, way), later);
        } else {
          join(from, way);
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void join(Socket from, Way way) {
    Socket to = new Socket();
    sockets.add(to);
    try {
      to.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), way.port()), 5_000);
      Splice splice = new Splice(from, to, _ -> way.live().decrementAndGet());
      way.opened().incrementAndGet();
      way.live().incrementAndGet();
      splice.start();
    } catch (IOException refused) {
      Splice.close(from);
      Splice.close(to);
    }
  }

  @Override
  public void close() throws IOException {
    towardsPeer.close();
    towardsHub.close();
    sockets.forEach(Splice::close);
  }
}
