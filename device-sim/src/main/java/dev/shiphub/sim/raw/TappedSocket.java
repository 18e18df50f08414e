package dev.shiphub.sim.raw;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;

/** A TCP socket whose input is looked at on its way to TLS. */
final class TappedSocket extends Socket {
  private final TlsTap tap = new TlsTap();

  /** A server socket that accepts tapped ones. */
  static ServerSocket server() throws IOException {
    return new ServerSocket() {
      @Override
      public Socket accept() throws IOException {
        TappedSocket socket = new TappedSocket();
        implAccept(socket);
        return socket;
      }
    };
  }

  TlsTap tap() {
    return tap;
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
        tap.feed(bytes, from, Math.max(0, count));
        return count;
      }
    };
  }
}
