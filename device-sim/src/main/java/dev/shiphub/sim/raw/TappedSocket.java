package dev.shiphub.sim.raw;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/** A TCP socket whose input is looked at on its way to TLS. */
final class TappedSocket extends Socket {
  private final TlsTap tap = new TlsTap();
  private volatile boolean isListeningToTheLast;

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

  /**
   * Whether a write that fails is passed over, so that TLS goes on to read why the device has ended
   * the connection; for the time of a handshake.
   */
  void listenToTheLast(boolean isListening) {
    isListeningToTheLast = isListening;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        try {
          out.write(bytes, from, length);
        } catch (IOException ended) {
          if (!isListeningToTheLast) {
            throw ended;
          }
        }
      }
    };
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
