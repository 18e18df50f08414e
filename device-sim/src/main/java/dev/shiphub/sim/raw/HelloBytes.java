package dev.shiphub.sim.raw;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A ClientHello of TLS, by hand (RFC 5246 7.4.1.2), and what an alert says. */
public final class HelloBytes {
  /** ECDHE_ECDSA with AES-128 and GCM. */
  public static final int GCM = 0xc02b;

  /** TLS 1.2. */
  public static final int TLS12 = 0x0303;

  /** P-256, uncompressed points, ECDSA with SHA-256. */
  private static final String OF_TLS12 = "000a000400020017" + "000b00020100" + "000d000400020403";

  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;

  private HelloBytes() {}

  /**
   * One record with a whole hello.
   *
   * @param version that it offers at most
   * @param suites that it offers
   */
  public static byte[] of(int version, List<Integer> suites) {
    return of(version, suites, OF_TLS12);
  }

  /** One of TLS 1.3 and of nothing before it (RFC 8446 4.2.1). */
  public static byte[] ofTls13Alone() {
    return of(TLS12, List.of(0x1301), OF_TLS12 + "002b0003020304");
  }

  private static byte[] of(int version, List<Integer> suites, String extensionsHex) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    put16(body, version);
    body.writeBytes(new byte[32]);
    body.write(0);
    put16(body, 2 * suites.size());
    suites.forEach(suite -> put16(body, suite));
    body.write(1);
    body.write(0);
    byte[] extensions = HexFormat.of().parseHex(extensionsHex);
    put16(body, extensions.length);
    body.writeBytes(extensions);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(CLIENT_HELLO);
    message.write(0);
    put16(message, body.size());
    message.writeBytes(body.toByteArray());
    return record(HANDSHAKE, message.toByteArray());
  }

  /** These bytes as one record of TLS. */
  public static byte[] record(int type, byte[] content) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(type);
    put16(record, 0x0301);
    put16(record, content.length);
    record.writeBytes(content);
    return record.toByteArray();
  }

  /** The number of the first alert in what the device sent in the clear; empty without. */
  public static Optional<Integer> alert(byte[] bytes) {
    return records(bytes).stream()
        .filter(record -> record.type() == ALERT && record.content().length == 2)
        .findFirst()
        .map(record -> record.content()[1] & 0xff);
  }

  /** Whether there is a record of that type in what the device sent. */
  public static boolean has(int type, byte[] bytes) {
    return records(bytes).stream().anyMatch(record -> record.type() == type);
  }

  @SuppressWarnings("ArrayRecordComponent") // bytes of the wire, never compared
  private record Content(int type, byte[] content) {}

  private static List<Content> records(byte[] bytes) {
    List<Content> records = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    while (in.remaining() >= 5) {
      int type = in.get();
      in.getShort();
      byte[] content = new byte[Math.min(in.getShort() & 0xffff, in.remaining())];
      in.get(content);
      records.add(new Content(type, content));
    }
    return records;
  }

  private static void put16(ByteArrayOutputStream out, int number) {
    out.write(number >> 8);
    out.write(number);
  }
}
