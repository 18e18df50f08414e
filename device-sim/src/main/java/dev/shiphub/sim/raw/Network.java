package dev.shiphub.sim.raw;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What lies between a device and the others: relays that forward TCP connections as long as the
 * network works, and that keep, slow or break them when it does not. Any thread.
 */
public final class Network implements AutoCloseable {
  private static final int LONGEST_CONNECT = 10_000;

  private final List<ServerSocket> doors = new ArrayList<>();
  private final List<Pipe> pipes = new ArrayList<>();
  private @Nullable InetAddress from;
  private boolean isSilent;
  private boolean isClosed;
  private int rate;

  /**
   * Opens a relay at any free port of an address.
   *
   * @param to asked for each connection
   * @param outwards whether its connections come from {@link #comeFrom}
   * @return where it is
   */
  public InetSocketAddress relay(InetAddress at, Supplier<InetSocketAddress> to, boolean outwards)
      throws IOException {
    ServerSocket door = new ServerSocket();
    door.bind(new InetSocketAddress(at, 0));
    synchronized (this) {
      doors.add(door);
    }
    RawThreads.start("relay", () -> accept(door, to, outwards));
    return new InetSocketAddress(at, door.getLocalPort());
  }

  /** New connections come from that address; empty for the usual one. */
  public synchronized void comeFrom(Optional<InetAddress> address) {
    from = address.orElse(null);
  }

  /**
   * No byte gets through any more on what is open, for ever, and nobody is told; new connections
   * wait until {@link #heal}.
   */
  public synchronized void silence() {
    isSilent = true;
    pipes.forEach(Pipe::silence);
  }

  /** What is open is reset in both directions. */
  public synchronized void reset() {
    pipes.forEach(Pipe::reset);
  }

  /** What is open is ended in order in both directions. */
  public synchronized void end() {
    pipes.forEach(Pipe::close);
  }

  /** So many bytes per second get through on each connection in each direction. */
  public synchronized void slow(int bytesPerSecond) {
    rate = bytesPerSecond;
  }

  /** New connections get through at once and as fast as they can. */
  public synchronized void heal() {
    isSilent = false;
    rate = 0;
    notifyAll();
  }

  /** Bytes per second; 0 for no limit. */
  synchronized int rate() {
    return rate;
  }

  private void accept(ServerSocket door, Supplier<InetSocketAddress> to, boolean outwards) {
    try {
      while (true) {
        Socket near = door.accept();
        RawThreads.start("relay-open", () -> connect(near, to, outwards));
      }
    } catch (IOException closed) {
      // Closed by us.
    }
  }

  private void connect(Socket near, Supplier<InetSocketAddress> to, boolean outwards) {
    Socket far = new Socket();
    Pipe pipe = new Pipe(this, near, far);
    try {
      Optional<InetAddress> own = await();
      if (own.isPresent() && outwards) {
        far.bind(new InetSocketAddress(own.get(), 0));
      }
      far.connect(to.get(), LONGEST_CONNECT);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      begin(pipe);
    } catch (IOException notThere) {
      pipe.reset();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      pipe.close();
    }
  }

  private synchronized Optional<InetAddress> await() throws InterruptedException {
    while (isSilent && !isClosed) {
      wait();
    }
    return Optional.ofNullable(from);
  }

  private void begin(Pipe pipe) {
    synchronized (this) {
      if (isClosed) {
        pipe.close();
        return;
      }
      pipes.removeIf(Pipe::isOver);
      pipes.add(pipe);
    }
    pipe.flow();
  }

  @Override
  public void close() {
    List<ServerSocket> all;
    synchronized (this) {
      isClosed = true;
      notifyAll();
      all = List.copyOf(doors);
      pipes.forEach(Pipe::close);
    }
    Consumer<ServerSocket> end =
        door -> {
          try {
            door.close();
          } catch (IOException gone) {
            // What is closed cannot be closed better.
          }
        };
    all.forEach(end);
  }
}
