package dev.shiphub.ship.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first TLS record of a client, read before anything is spent on the client (RFC 5246 6.2.1).
 */
final class ClientHello {
  private static final int HEADER_BYTES = 5;
  private static final int HANDSHAKE = 22;
  private static final int MAJOR_VERSION = 3;
  private static final int MOST_BYTES = 16 * 1024;

  private ClientHello() {}

  /**
   * Waits for a whole record.
   *
   * @param onFirstByte told when the client has said anything at all
   * @return the record with its header; empty if this is no TLS
   * @throws IOException if the stream ends or breaks before
   */
  static Optional<byte[]> read(InputStream input, Runnable onFirstByte) throws IOException {
    int first = input.read();
    if (first >= 0) {
      onFirstByte.run();
    }
    if (first != HANDSHAKE) {
      return Optional.empty();
    }
    byte[] header = Arrays.copyOf(new byte[] {HANDSHAKE}, HEADER_BYTES);
    if (input.readNBytes(header, 1, HEADER_BYTES - 1) < HEADER_BYTES - 1) {
      return Optional.empty();
    }
    int length = (header[3] & 0xff) << 8 | (header[4] & 0xff);
    if (header[1] != MAJOR_VERSION || length == 0 || length > MOST_BYTES) {
      return Optional.empty();
    }
    byte[] record = Arrays.copyOf(header, HEADER_BYTES + length);
    return input.readNBytes(record, HEADER_BYTES, length) < length
        ? Optional.empty()
        : Optional.of(record);
  }
}
