package dev.shiphub.it;

import dev.shiphub.sim.raw.RawThreads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Relays connections to a port, and keeps what the daemon says on them, as it is on the wire. */
final class Wiretap implements AutoCloseable {
  private static final int HEADER = 5;
  private static final int ALERT = 21;
  private static final int PLAIN_ALERT_BYTES = 2;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private final boolean isDiallerHeard;
  private final List<ByteArrayOutputStream> heard = new ArrayList<>();

  private Wiretap(int target, boolean isDiallerHeard) throws IOException {
    this.target = target;
    this.isDiallerHeard = isDiallerHeard;
    RawThreads.start("wiretap", this::accept);
  }

  /** In front of the daemon, which answers. */
  static Wiretap before(RunningDaemon daemon) throws IOException {
    return new Wiretap(daemon.shipPort(), false);
  }

  /** In front of a port that the daemon dials. */
  static Wiretap before(int port) throws IOException {
    return new Wiretap(port, true);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket dialler = server.accept();
        Socket answerer = new Socket(InetAddress.getLoopbackAddress(), target);
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        synchronized (heard) {
          heard.add(words);
        }
        ByteArrayOutputStream nobody = new ByteArrayOutputStream();
        pump(dialler, answerer, isDiallerHeard ? words : nobody);
        pump(answerer, dialler, isDiallerHeard ? nobody : words);
      }
    } catch (IOException closed) {
      // Closed by us.
    }
  }

  private static void pump(Socket source, Socket sink, ByteArrayOutputStream words) {
    RawThreads.start(
        "wiretap-pump",
        () -> {
          try (source;
              sink) {
            InputStream in = source.getInputStream();
            OutputStream out = sink.getOutputStream();
            byte[] buffer = new byte[8_192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
              words.write(buffer, 0, length);
              out.write(buffer, 0, length);
            }
          } catch (IOException ended) {
            // Both are closed.
          }
        });
  }

  /**
   * The alerts that the daemon has sent in plain, that is within the handshake, as level and
   * description in hex (RFC 5246 7.2): one list for each connection.
   */
  List<List<String>> alerts() {
    synchronized (heard) {
      return heard.stream().map(words -> alerts(words.toByteArray())).toList();
    }
  }

  private static List<String> alerts(byte[] records) {
    List<String> alerts = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= records.length) {
      int length = (records[at + 3] & 0xff) << 8 | (records[at + 4] & 0xff);
      int end = Math.min(records.length, at + HEADER + length);
      if (records[at] == ALERT && length == PLAIN_ALERT_BYTES) {
        alerts.add(HexFormat.of().formatHex(records, at + HEADER, end));
      }
      at = end;
    }
    return alerts;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
