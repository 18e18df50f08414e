package dev.shiphub.ship.mdns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A text record as it travels: strings with a length byte each (RFC 6763 6.1). An immutable value.
 */
final class TxtBytes {
  /** The longest record that is read; fits one Ethernet frame (RFC 6763 6.2). */
  static final int LONGEST = 1_300;

  private static final int LONGEST_STRING = 255;

  private final byte[] bytes;

  TxtBytes(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** What reading gave. */
  sealed interface Reading {
    /** Keys in lower case and in order; of a repeated key the first one counts (RFC 6763 6.4). */
    record Entries(Map<String, String> values) implements Reading {}

    record Refused(String why) implements Reading {}
  }

  /**
   * Packs entries in their order.
   *
   * @throws IllegalArgumentException if an entry is longer than 255 bytes or the whole is too long:
   *     our own mistake
   */
  static TxtBytes of(Map<String, String> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    entries.forEach(
        (key, value) -> {
          byte[] text = (key + "=" + value).getBytes(StandardCharsets.UTF_8);
          if (text.length > LONGEST_STRING) {
            throw new IllegalArgumentException("text record entry too long: " + key);
          }
          out.write(text.length);
          out.writeBytes(text);
        });
    if (out.size() > LONGEST) {
      throw new IllegalArgumentException("text record too long: " + out.size() + " bytes");
    }
    return new TxtBytes(out.toByteArray());
  }

  byte[] toArray() {
    return bytes.clone();
  }

  Reading read() {
    if (bytes.length > LONGEST) {
      return new Reading.Refused("text record of " + bytes.length + " bytes");
    }
    Map<String, String> values = new LinkedHashMap<>();
    int at = 0;
    while (at < bytes.length) {
      int length = bytes[at++] & 0xff;
      if (at + length > bytes.length) {
        return new Reading.Refused("text record is cut off");
      }
      add(values, new String(bytes, at, length, StandardCharsets.UTF_8));
      at += length;
    }
    return new Reading.Entries(values);
  }

  /** A key without value stands for itself, one without name for nothing (RFC 6763 6.4). */
  private static void add(Map<String, String> values, String text) {
    int equals = text.indexOf('=');
    String key = (equals < 0 ? text : text.substring(0, equals)).toLowerCase(Locale.ROOT);
    if (!key.isEmpty()) {
      values.putIfAbsent(key, equals < 0 ? "" : text.substring(equals + 1));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TxtBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "TXT of " + bytes.length + " bytes";
  }
}
