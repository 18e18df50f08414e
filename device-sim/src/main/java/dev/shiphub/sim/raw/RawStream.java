package dev.shiphub.sim.raw;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * A TCP connection to the device, or TLS over one, and nothing above it: whatever bytes are given
 * go out, whatever comes is kept as it is. Any thread may write, one reads.
 */
public final class RawStream implements AutoCloseable {
  /** A hub that remembers hundreds of strangers has a megabyte to say of them. */
  private static final int MOST_KEPT = 4 << 20;

  private static final int NARROW = 4096;

  private final Socket socket;
  private final boolean isClient;
  private final InstantSource clock;

  /** How a connection ended, as far as it has. */
  public enum Ending {
    /** By an end of the stream. */
    CLOSED("closed"),
    /** By a reset. */
    RESET("reset"),
    /** It has not. */
    OPEN("still open");

    private final String words;

    Ending(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /**
   * What came until the end, or until patience was over.
   *
   * @param bytes the first 4 MiB of it
   * @param ending how
   * @param at when
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes of the wire, never compared
  public record Rest(byte[] bytes, Ending ending, Instant at) {}

  /**
   * @param isClient whether we dialled
   */
  RawStream(Socket socket, boolean isClient, InstantSource clock) {
    this.socket = socket;
    this.isClient = isClient;
    this.clock = clock;
  }

  /**
   * Connects.
   *
   * @param from the address to come from; empty for the usual one
   * @throws IOException if there is no connection within that time
   */
  public static RawStream open(
      Optional<InetAddress> from, InetSocketAddress to, Duration within, InstantSource clock)
      throws IOException {
    return connect(new TappedSocket(), from, to, within, clock);
  }

  /**
   * Connects with so small a window that what is not read here stays where it came from.
   *
   * @param from the address to come from; empty for the usual one
   * @throws IOException if there is no connection within that time
   */
  public static RawStream narrow(
      Optional<InetAddress> from, InetSocketAddress to, Duration within, InstantSource clock)
      throws IOException {
    Socket socket = new TappedSocket();
    socket.setReceiveBufferSize(NARROW);
    return connect(socket, from, to, within, clock);
  }

  private static RawStream connect(
      Socket socket,
      Optional<InetAddress> from,
      InetSocketAddress to,
      Duration within,
      InstantSource clock)
      throws IOException {
    try {
      if (from.isPresent()) {
        socket.bind(new InetSocketAddress(from.get(), 0));
      }
      socket.connect(to, Math.toIntExact(within.toMillis()));
      socket.setTcpNoDelay(true);
      return new RawStream(socket, true, clock);
    } catch (IOException notThere) {
      socket.close();
      throw notThere;
    }
  }

  /**
   * TLS over this connection, as its client if we dialled.
   *
   * @throws IOException with the words of TLS if the device refuses, or the time is over
   */
  public RawStream secure(RawTls tls, Duration within) throws IOException {
    socket.setSoTimeout(Math.toIntExact(within.toMillis()));
    SSLSocket secured = tls.over(socket, isClient);
    if (socket instanceof TappedSocket tapped) {
      tapped.listenToTheLast(true);
      secured.startHandshake();
      tapped.listenToTheLast(false);
    } else {
      secured.startHandshake();
    }
    return new RawStream(secured, isClient, clock);
  }

  /**
   * Asks for one more handshake over TLS that stands. What the device thinks of it shows by what
   * comes next, or by the words of the refusal here.
   */
  public Optional<String> shakeAgain(Duration within) {
    if (!(socket instanceof SSLSocket secured)) {
      throw new IllegalStateException("there is no TLS yet");
    }
    try {
      secured.setSoTimeout(Math.toIntExact(within.toMillis()));
      secured.startHandshake();
      return Optional.empty();
    } catch (IOException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  /** Says that nothing more will be written, and still reads. */
  public void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Writes these bytes; returns whether they could be written. */
  public boolean write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  /** Reads up to the end of the connection, at most so long. */
  public Rest rest(Duration atMost) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Instant until = clock.instant().plus(atMost);
    byte[] buffer = new byte[8192];
    try {
      InputStream in = socket.getInputStream();
      while (true) {
        long left = Duration.between(clock.instant(), until).toMillis();
        if (left <= 0) {
          return new Rest(all.toByteArray(), Ending.OPEN, clock.instant());
        }
        socket.setSoTimeout(Math.toIntExact(left));
        int count = in.read(buffer);
        if (count < 0) {
          return new Rest(all.toByteArray(), Ending.CLOSED, clock.instant());
        }
        all.write(buffer, 0, Math.min(count, MOST_KEPT - all.size()));
      }
    } catch (SocketTimeoutException patienceIsOver) {
      return new Rest(all.toByteArray(), Ending.OPEN, clock.instant());
    } catch (SocketException reset) {
      return new Rest(all.toByteArray(), Ending.RESET, clock.instant());
    } catch (IOException ended) {
      return new Rest(all.toByteArray(), Ending.CLOSED, clock.instant());
    }
  }

  /** Ends the connection with a reset. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException gone) {
      // It has ended already.
    }
    close();
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
