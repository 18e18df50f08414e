package dev.shiphub.ship.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP socket that reads no more than so many bytes before its peer is trusted, whatever layer
 * they are for.
 */
final class MeteredSocket extends Socket {
  private final AtomicLong left;

  MeteredSocket(int bytesBeforeTrust) {
    left = new AtomicLong(bytesBeforeTrust);
  }

  /** A server socket that accepts metered ones. */
  static ServerSocket server(int bytesBeforeTrust) throws IOException {
    return new ServerSocket() {
      @Override
      public Socket accept() throws IOException {
        MeteredSocket socket = new MeteredSocket(bytesBeforeTrust);
        implAccept(socket);
        return socket;
      }
    };
  }

  /** The peer is trusted: from now on it may send as much as it likes. */
  void lift() {
    left.set(Long.MAX_VALUE);
  }

  /** Whether the peer has sent more than it may. */
  boolean isOverdrawn() {
    return left.get() < 0;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        if (count > 0 && left.addAndGet(-count) < 0) {
          throw new IOException("too much was sent before trust");
        }
        return count;
      }
    };
  }
}
