package dev.shiphub.sim.raw;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A ClientHello of TLS, by hand (RFC 5246 7.4.1.2), and what an alert says. */
public final class HelloBytes {
  /** ECDHE_ECDSA with AES-128 and GCM. */
  public static final int GCM = 0xc02b;

  /** TLS 1.2. */
  public static final int TLS12 = 0x0303;

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
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    put16(body, version);
    body.writeBytes(new byte[32]);
    body.write(0);
    put16(body, 2 * suites.size());
    suites.forEach(suite -> put16(body, suite));
    body.write(1);
    body.write(0);
    // P-256, uncompressed points, ECDSA with SHA-256.
    byte[] extensions =
        HexFormat.of().parseHex("000a000400020017" + "000b00020100" + "000d000400020403");
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

  /** The number of the first fatal alert in what the device sent in the clear; empty without. */
  public static Optional<Integer> alert(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    while (in.remaining() >= 7) {
      int type = in.get();
      in.getShort();
      int length = in.getShort() & 0xffff;
      if (type == ALERT && length == 2) {
        in.get();
        return Optional.of(in.get() & 0xff);
      }
      in.position(Math.min(in.limit(), in.position() + length));
    }
    return Optional.empty();
  }

  private static void put16(ByteArrayOutputStream out, int number) {
    out.write(number >> 8);
    out.write(number);
  }
}
