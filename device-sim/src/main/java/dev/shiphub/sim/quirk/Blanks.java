package dev.shiphub.sim.quirk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** White space where JSON takes it (RFC 8259 2). */
final class Blanks {
  private static final byte[] SOME = " \t\r\n ".getBytes(StandardCharsets.US_ASCII);
  private static final String AROUND = "{}[],:";

  private Blanks() {}

  /** Some around every sign that is not in a text. */
  static byte[] between(byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean isInText = false;
    boolean isEscaped = false;
    for (byte octet : json) {
      boolean isSign = !isInText && AROUND.indexOf(octet) >= 0;
      if (isSign) {
        out.writeBytes(SOME);
      }
      out.write(octet);
      if (isSign) {
        out.writeBytes(SOME);
      }
      isInText ^= octet == '"' && !isEscaped;
      isEscaped = octet == '\\' && !isEscaped;
    }
    return out.toByteArray();
  }

  /** Blanks behind it, up to a length. */
  static byte[] padded(byte[] json, int length) {
    if (json.length >= length) {
      return json;
    }
    byte[] padded = Arrays.copyOf(json, length);
    Arrays.fill(padded, json.length, length, (byte) ' ');
    return padded;
  }
}
