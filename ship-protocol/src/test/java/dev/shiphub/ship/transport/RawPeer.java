package dev.shiphub.ship.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The other end of a connection, in bytes: TLS by JSSE, HTTP and frames by hand. */
final class RawPeer implements AutoCloseable {
  /** What every upgrade of a client may look like. */
  static final String REQUEST =
      """
      GET /ship/ HTTP/1.1
      Host: 127.0.0.1
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Protocol: ship

      """;

  private static final int PATIENCE_MILLIS = 10_000;

  final Socket plain;
  final SSLSocket tls;
  private final DataInputStream input;
  private final OutputStream output;

  /** A frame as it came: without mask, that is from a server, or with its mask taken off. */
  record Frame(int first, boolean isMasked, ByteBuffer payload) {
    int code() {
      return payload.getShort(0) & 0xffff;
    }

    String phrase() {
      return StandardCharsets.UTF_8.decode(payload.slice(2, payload.limit() - 2)).toString();
    }

    String text() {
      return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
    }
  }

  private RawPeer(Socket plain, SSLSocket tls) throws IOException {
    this.plain = plain;
    this.tls = tls;
    this.input = new DataInputStream(tls.getInputStream());
    this.output = tls.getOutputStream();
  }

  /** Connects and shakes hands by TLS. */
  static RawPeer dial(int port, SSLContext context) throws IOException {
    return dial(port, context, parameters -> parameters.setProtocols(new String[] {"TLSv1.2"}));
  }

  static RawPeer dial(int port, SSLContext context, Consumer<SSLParameters> change)
      throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    plain.setSoTimeout(PATIENCE_MILLIS);
    SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
    SSLParameters parameters = tls.getSSLParameters();
    change.accept(parameters);
    tls.setSSLParameters(parameters);
    return shake(plain, tls);
  }

  /** Takes an accepted socket and shakes hands by TLS, wanting a client certificate. */
  static RawPeer accept(Socket plain, SSLContext context) throws IOException {
    plain.setSoTimeout(PATIENCE_MILLIS);
    SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true);
    tls.setUseClientMode(false);
    tls.setNeedClientAuth(true);
    return shake(plain, tls);
  }

  private static RawPeer shake(Socket plain, SSLSocket tls) throws IOException {
    try {
      // What was written is on its way before a reset can overtake it.
      plain.setTcpNoDelay(true);
      tls.startHandshake();
      return new RawPeer(plain, tls);
    } catch (IOException failed) {
      plain.close();
      throw failed;
    }
  }

  /** Upgrades as client; returns the status line. */
  String upgrade() throws IOException {
    return ask(REQUEST);
  }

  /** Sends lines as an HTTP head; returns the status line of the answer. */
  String ask(String lines) throws IOException {
    write(lines.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return readHead().lines().findFirst().orElseThrow();
  }

  /** Upgrades as server; returns the lines about the host. */
  String answerUpgrade() throws IOException {
    String head = readHead();
    String key =
        head.lines()
            .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
            .findFirst()
            .orElseThrow();
    write(response(key.substring("Sec-WebSocket-Key: ".length())));
    return head.lines()
        .filter(line -> line.startsWith("Host") || line.startsWith("X"))
        .collect(Collectors.joining("|"));
  }

  static byte[] response(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.US_ASCII));
      return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Protocol: ship\r\nSec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(hash)
              + "\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  String readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      head.write(input.readByte());
      text = head.toString(StandardCharsets.ISO_8859_1);
    }
    return text;
  }

  void write(byte[] bytes) throws IOException {
    output.write(bytes);
    output.flush();
  }

  /** The next frame. */
  Frame read() throws IOException {
    int first = input.readUnsignedByte();
    int second = input.readUnsignedByte();
    long length =
        switch (second & 0x7f) {
          case 126 -> input.readUnsignedShort();
          case 127 -> input.readLong();
          default -> second & 0x7f;
        };
    boolean isMasked = (second & 0x80) != 0;
    byte[] mask = new byte[isMasked ? 4 : 0];
    input.readFully(mask);
    byte[] payload = new byte[(int) length];
    input.readFully(payload);
    for (int i = 0; isMasked && i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new Frame(first, isMasked, ByteBuffer.wrap(payload));
  }

  /** Skips everything up to the close frame. */
  Frame readClose() throws IOException {
    Frame frame = read();
    while (frame.first() != (RawFrame.FINAL | RawFrame.CLOSE)) {
      frame = read();
    }
    return frame;
  }

  /** Reads to the end; returns whether the end came in order (close_notify or FIN). */
  boolean readToEnd() {
    try {
      input.skip(Long.MAX_VALUE);
      while (input.read() >= 0) {}
      return true;
    } catch (IOException broken) {
      return false;
    }
  }

  /** FIN without any word by TLS. */
  void endTcp() throws IOException {
    plain.shutdownOutput();
  }

  /** RST. */
  void reset() throws IOException {
    plain.setSoLinger(true, 0);
    plain.close();
  }

  /** The end of TLS (close_notify), then FIN. */
  void endTls() throws IOException {
    tls.close();
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
