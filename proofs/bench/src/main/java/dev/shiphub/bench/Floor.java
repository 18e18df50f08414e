package dev.shiphub.bench;

import dev.shiphub.ship.identity.LocalIdentity;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/**
 * What any hub in Java has to do for a connection: mutual TLS of plain JSSE, an upgrade, and the
 * round trips of SHIP's handshake, with nothing done about what is in them.
 */
final class Floor implements AutoCloseable {
  /** Mode, hello, protocol and its confirmation, PIN, access methods. */
  static final int ROUND_TRIPS = 6;

  private static final int MESSAGE_BYTES = 60;
  private static final byte[] REQUEST =
      http(
          """
          GET /ship/ HTTP/1.1
          Host: 127.0.0.1
          Upgrade: websocket
          Connection: Upgrade
          Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Protocol: ship

          """);
  private static final byte[] ANSWER =
      http(
          """
          HTTP/1.1 101 Switching Protocols
          Upgrade: websocket
          Connection: Upgrade
          Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=
          Sec-WebSocket-Protocol: ship

          """);

  private final LocalIdentity server;
  private final TlsClient client;
  private final ServerSocket listener;

  Floor(LocalIdentity server, LocalIdentity client) throws IOException {
    this.server = server;
    this.client = new TlsClient(client, InetAddress.getLoopbackAddress());
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("floor").start(this::serve);
  }

  private static byte[] http(String head) {
    return head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket plain = listener.accept();
          SSLSocket tls =
              (SSLSocket)
                  TlsClient.context(server).getSocketFactory().createSocket(plain, null, true)) {
        plain.setTcpNoDelay(true);
        tls.setUseClientMode(false);
        TlsClient.restrict(tls);
        tls.setNeedClientAuth(true);
        answer(tls);
      } catch (IOException _) {
        // Closed, or the client is gone.
      }
    }
  }

  private static void answer(SSLSocket tls) throws IOException {
    InputStream in = tls.getInputStream();
    OutputStream out = tls.getOutputStream();
    read(in, REQUEST.length);
    out.write(ANSWER);
    for (int trip = 0; trip < ROUND_TRIPS; trip++) {
      out.write(read(in, MESSAGE_BYTES));
    }
    int _ = in.read();
  }

  private static byte[] read(InputStream in, int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new EOFException();
    }
    return read;
  }

  /** One connection from its begin to the last answer, in milliseconds. */
  double connect() throws IOException {
    long start = System.nanoTime();
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    try (SSLSocket tls = client.connect(address)) {
      tls.getOutputStream().write(REQUEST);
      byte[] _ = read(tls.getInputStream(), ANSWER.length);
      for (int trip = 0; trip < ROUND_TRIPS; trip++) {
        tls.getOutputStream().write(new byte[MESSAGE_BYTES]);
        byte[] _ = read(tls.getInputStream(), MESSAGE_BYTES);
      }
      return Clock.millisSince(start);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
