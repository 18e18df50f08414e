package dev.shiphub.sim.raw;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Listens for the device. Any thread. */
public final class RawDoor implements AutoCloseable {
  private final ServerSocket socket;
  private final RawDial dial;
  private final Runnable onTcp;
  private final BlockingQueue<Opened> opened = new LinkedBlockingQueue<>();

  private RawDoor(ServerSocket socket, RawDial dial, Runnable onTcp) {
    this.socket = socket;
    this.dial = dial;
    this.onTcp = onTcp;
  }

  /**
   * Opens one at any free port.
   *
   * @param onTcp called on the accepting thread the moment a TCP connection is there, before TLS;
   *     must not block
   */
  public static RawDoor open(InetAddress address, RawDial dial, Runnable onTcp) throws IOException {
    return open(new InetSocketAddress(address, 0), dial, onTcp);
  }

  /** The same at that port. */
  public static RawDoor open(InetSocketAddress at, RawDial dial, Runnable onTcp)
      throws IOException {
    ServerSocket socket = TappedSocket.server();
    try {
      socket.setReuseAddress(true);
      socket.bind(at);
    } catch (IOException taken) {
      socket.close();
      throw taken;
    }
    RawDoor door = new RawDoor(socket, dial, onTcp);
    RawThreads.start("raw-accept", door::accept);
    return door;
  }

  /** Where it is. */
  public int port() {
    return socket.getLocalPort();
  }

  /** What became of the next device that dialled, waiting at most so long. */
  public Optional<Opened> next(Duration atMost) throws InterruptedException {
    return Optional.ofNullable(opened.poll(atMost.toNanos(), TimeUnit.NANOSECONDS));
  }

  private void accept() {
    try {
      while (true) {
        Socket plain = socket.accept();
        plain.setTcpNoDelay(true);
        onTcp.run();
        if (plain instanceof TappedSocket tapped) {
          RawThreads.start("raw-take", () -> opened.add(dial.take(tapped)));
        }
      }
    } catch (IOException closed) {
      // Closed by us.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      // What is closed cannot be closed better.
    }
  }
}
