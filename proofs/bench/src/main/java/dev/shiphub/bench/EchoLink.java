package dev.shiphub.bench;

import dev.shiphub.ship.identity.LocalIdentity;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/**
 * The client of every measurement of messages: one connection, blocking, by hand, the same for all
 * servers. Owned by one thread.
 */
final class EchoLink implements AutoCloseable {
  /** What lies between two messages. */
  enum Framing {
    /** Nothing: as many bytes come back as were sent. */
    BYTES,
    /** WebSocket, sub-protocol {@code ship}. */
    WEBSOCKET
  }

  /** The stock server of Java-WebSocket hangs now and then; nobody waits for ever for it. */
  private static final int PATIENCE_MS = 5_000;

  private static final int BINARY = 2;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int CLOSE = 8;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  /** Any four bytes do. */
  private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final Framing framing;

  private EchoLink(Socket socket, Framing framing) throws IOException {
    this.socket = socket;
    this.framing = framing;
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 14));
    out = socket.getOutputStream();
  }

  /** Over plain TCP. */
  static EchoLink tcp(int port) throws IOException {
    return new EchoLink(connect(port), Framing.BYTES);
  }

  /** Over TLS with the suite that SHIP prefers. */
  static EchoLink tls(int port, LocalIdentity identity) throws IOException {
    return new EchoLink(secured(port, identity), Framing.BYTES);
  }

  /** Over WebSocket and TLS. */
  static EchoLink webSocket(int port, LocalIdentity identity) throws IOException {
    EchoLink link = new EchoLink(secured(port, identity), Framing.WEBSOCKET);
    String request =
        """
        GET /ship/ HTTP/1.1
        Host: 127.0.0.1
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Protocol: ship

        """;
    link.out.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    String head = link.head();
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException("no upgrade: " + head);
    }
    return link;
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private static SSLSocket secured(int port, LocalIdentity identity) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            BenchKeys.tls(identity)
                .getSocketFactory()
                .createSocket(connect(port), "127.0.0.1", port, true);
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"});
    socket.startHandshake();
    return socket;
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  /** A message as it goes over the wire, to be sent often. */
  byte[] framed(byte[] message) {
    return framing == Framing.BYTES ? message : masked(BINARY, message);
  }

  private static byte[] masked(int opcode, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
    frame.put((byte) (FINAL | opcode));
    if (payload.length < TWO_BYTES) {
      frame.put((byte) (MASKED | payload.length));
    } else {
      frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) payload.length);
    }
    frame.put(MASK);
    for (int at = 0; at < payload.length; at++) {
      frame.put((byte) (payload[at] ^ MASK[at % MASK.length]));
    }
    frame.flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }

  /** Sends what {@link #framed} has made. */
  void send(byte[] framed) throws IOException {
    out.write(framed);
  }

  /**
   * Waits for a message.
   *
   * @param length how long it is where nothing says so
   */
  byte[] receive(int length) throws IOException {
    if (framing == Framing.BYTES) {
      return read(length);
    }
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0f;
      byte[] payload = read(length(in.readUnsignedByte()));
      switch (opcode) {
        case PING -> out.write(masked(PONG, payload));
        case PONG -> {}
        case CLOSE -> throw new EOFException("the server closes");
        default -> {
          return payload;
        }
      }
    }
  }

  private int length(int first) throws IOException {
    return switch (first) {
      case TWO_BYTES -> in.readUnsignedShort();
      case EIGHT_BYTES -> Math.toIntExact(in.readLong());
      default -> first;
    };
  }

  private byte[] read(int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** Resets the connection, without a word. */
  @Override
  public void close() throws IOException {
    if (!(socket instanceof SSLSocket)) {
      socket.setSoLinger(true, 0);
    }
    socket.close();
  }
}
