package dev.shiphub.sim.raw;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens for the device, and says nothing to it until it is told what. Any thread. */
public final class RawGate implements AutoCloseable {
  private final ServerSocket socket;
  private final InstantSource clock;
  private final BlockingQueue<Knock> knocks = new LinkedBlockingQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  private RawGate(ServerSocket socket, InstantSource clock) {
    this.socket = socket;
    this.clock = clock;
  }

  /** A TCP connection that the device has opened; to be taken one way or the other, once. */
  public static final class Knock implements AutoCloseable {
    private final TappedSocket plain;
    private final InstantSource clock;

    private Knock(TappedSocket plain, InstantSource clock) {
      this.plain = plain;
      this.clock = clock;
    }

    /** As it is. */
    public RawStream stream() {
      return new RawStream(plain, false, clock);
    }

    /** Through TLS and the upgrade. */
    public Opened open(RawDial dial) {
      return dial.take(plain);
    }

    @Override
    public void close() {
      stream().close();
    }
  }

  /** Opens one at any free port. */
  public static RawGate open(InetAddress address, InstantSource clock) throws IOException {
    ServerSocket socket = TappedSocket.server();
    socket.bind(new InetSocketAddress(address, 0));
    RawGate gate = new RawGate(socket, clock);
    RawThreads.start("raw-gate", gate::accept);
    return gate;
  }

  /** Where it is. */
  public InetSocketAddress address() {
    return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
  }

  /** How many TCP connections the device has opened so far. */
  public int count() {
    return count.get();
  }

  /** The next of them, waiting at most so long. */
  public Optional<Knock> next(Duration atMost) throws InterruptedException {
    return Optional.ofNullable(knocks.poll(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS));
  }

  private void accept() {
    try {
      while (true) {
        Socket plain = socket.accept();
        plain.setTcpNoDelay(true);
        count.incrementAndGet();
        if (plain instanceof TappedSocket tapped) {
          knocks.add(new Knock(tapped, clock));
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
    for (Knock left = knocks.poll(); left != null; left = knocks.poll()) {
      left.close();
    }
  }
}
