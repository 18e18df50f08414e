package dev.shiphub.it;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What lies between a hub and one device: all their connections pass it, it can break them in every
 * way, and it can make both dial at once. Neither of them knows the other's port, so that both may
 * restart at any. Any thread.
 */
final class Cord implements AutoCloseable {
  private static final int NOWHERE = 0;

  private final ServerSocket towardsHub = open();
  private final ServerSocket towardsDevice = open();
  private final Set<Splice> byHub = ConcurrentHashMap.newKeySet();
  private final Set<Splice> byDevice = ConcurrentHashMap.newKeySet();
  private final Runnable onCross;
  private volatile int hub = NOWHERE;
  private volatile int device = NOWHERE;

  @GuardedBy("this")
  private boolean isCrossing;

  @GuardedBy("this")
  private Optional<Dial> held = Optional.empty();

  /** A dial that has come here and not further. */
  private record Dial(Socket socket, boolean isByHub) {}

  /**
   * @param onCross called when dials of both have gone on at once
   */
  Cord(Runnable onCross) {
    this.onCross = onCross;
    Thread.ofVirtual().name("cord").start(() -> accept(towardsHub, false));
    Thread.ofVirtual().name("cord").start(() -> accept(towardsDevice, true));
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
    return towardsDevice.getLocalPort();
  }

  /** What the device dials. */
  int deviceDials() {
    return towardsHub.getLocalPort();
  }

  void hubListensAt(int port) {
    hub = port;
  }

  void deviceListensAt(int port) {
    device = port;
  }

  /** The hub is gone, and whatever it has dialled. */
  void unplugHub() {
    hub = NOWHERE;
    dropHeld();
  }

  /** The next dial of one waits for one of the other, and then both go on. */
  synchronized void cross() {
    isCrossing = true;
  }

  /** A dial that waits for its counterpart waits no more. */
  synchronized void dropHeld() {
    isCrossing = false;
    held.ifPresent(dial -> Splice.close(dial.socket()));
    held = Optional.empty();
  }

  /** Resets all connections; returns whether there was one. */
  boolean reset() {
    List<Splice> broken = splices().toList();
    broken.forEach(Splice::reset);
    return !broken.isEmpty();
  }

  /** From now on nothing passes on any connection that is there; returns whether there was one. */
  boolean silence() {
    List<Splice> speaking = splices().filter(splice -> !splice.isSilent()).toList();
    speaking.forEach(Splice::silence);
    return !speaking.isEmpty();
  }

  /** How many connections there are. */
  int live() {
    return byHub.size() + byDevice.size();
  }

  boolean isSilent() {
    return splices().anyMatch(Splice::isSilent);
  }

  /** Whether the hub has a connection that it has not closed. */
  boolean isHeldByHub() {
    return byHub.stream().anyMatch(splice -> splice.isOpenAt(true))
        || byDevice.stream().anyMatch(splice -> splice.isOpenAt(false));
  }

  private Stream<Splice> splices() {
    return Stream.concat(byHub.stream(), byDevice.stream());
  }

  private void accept(ServerSocket server, boolean isByHub) {
    while (!server.isClosed()) {
      try {
        List<Dial> admitted = admitted(new Dial(server.accept(), isByHub));
        admitted.forEach(this::join);
        if (admitted.size() > 1) {
          onCross.run();
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Those dials that go on now. */
  private synchronized List<Dial> admitted(Dial dial) {
    if (isCrossing && held.isEmpty()) {
      held = Optional.of(dial);
      return List.of();
    }
    if (isCrossing && held.get().isByHub() != dial.isByHub()) {
      List<Dial> both = List.of(held.get(), dial);
      held = Optional.empty();
      isCrossing = false;
      return both;
    }
    return List.of(dial);
  }

  private void join(Dial dial) {
    int port = dial.isByHub() ? device : hub;
    Socket from = dial.socket();
    Socket to = new Socket();
    try {
      if (port == NOWHERE) {
        throw new IOException("nobody is there");
      }
      to.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      Set<Splice> splices = dial.isByHub() ? byHub : byDevice;
      Splice splice = new Splice(from, to, splices::remove);
      splices.add(splice);
      splice.start();
    } catch (IOException refused) {
      Splice.close(from);
      Splice.close(to);
    }
  }

  @Override
  public void close() throws IOException {
    towardsHub.close();
    towardsDevice.close();
    dropHeld();
    splices().forEach(Splice::reset);
  }
}
