package dev.shiphub.ship.transport;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP proxy that measures the TLS records passing through it by their headers. */
final class RecordMeter implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final List<byte[]> ofClient = new CopyOnWriteArrayList<>();
  private final List<byte[]> ofServer = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private RecordMeter(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /** Serves one connection. */
  static RecordMeter to(int target) throws IOException {
    RecordMeter meter =
        new RecordMeter(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), target);
    Thread.ofVirtual().start(meter::serve);
    return meter;
  }

  private void serve() {
    try {
      Socket client = server.accept();
      Socket onward = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.addAll(List.of(client, onward));
      Thread.ofVirtual().start(() -> pass(client, onward, ofClient));
      pass(onward, client, ofServer);
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void pass(Socket from, Socket to, List<byte[]> records) {
    try {
      DataInputStream input = new DataInputStream(from.getInputStream());
      OutputStream output = to.getOutputStream();
      while (true) {
        byte[] header = new byte[5];
        input.readFully(header);
        byte[] record = new byte[5 + ((header[3] & 0xff) << 8 | (header[4] & 0xff))];
        System.arraycopy(header, 0, record, 0, 5);
        input.readFully(record, 5, record.length - 5);
        records.add(record);
        output.write(record);
      }
    } catch (IOException ended) {
      // The test is over.
    }
  }

  int port() {
    return server.getLocalPort();
  }

  byte[] firstRecordOfClient() {
    return ofClient.getFirst();
  }

  /** The type of the last record: 21 for an alert, 23 for data. */
  int lastTypeOfServer() {
    return ofServer.getLast()[0];
  }

  int longestOfClient() {
    return longest(ofClient);
  }

  int longestOfServer() {
    return longest(ofServer);
  }

  private static int longest(List<byte[]> records) {
    return records.stream().mapToInt(record -> record.length - 5).max().orElseThrow();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
