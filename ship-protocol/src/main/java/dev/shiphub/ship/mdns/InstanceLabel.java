package dev.shiphub.ship.mdns;

import java.nio.charset.StandardCharsets;

/** An instance name in the form that JmDNS sends intact. */
final class InstanceLabel {
  /** A label has 63 bytes; JmDNS appends a number on conflict without looking. */
  private static final int LONGEST_BYTES = 57;

  private InstanceLabel() {}

  /**
   * The label for a wished name: cut to fit, dots escaped since JmDNS would split there, and
   * without what JmDNS drops or garbles (outer blanks, a leading underscore, characters beyond the
   * basic plane).
   */
  static String escaped(String wished) {
    String clean =
        wished
            .codePoints()
            .filter(c -> Character.isBmpCodePoint(c) && !Character.isISOControl(c) && c != '\\')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String label = cut(clean.replaceAll("^[\\s_.]+", "")).replaceAll("[\\s.]+$", "");
    return (label.isEmpty() ? "SHIP" : label).replace(".", "\\.");
  }

  /** The name that others see. */
  static String plain(String escaped) {
    return escaped.replace("\\.", ".");
  }

  private static String cut(String text) {
    int end = text.length();
    while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      end--;
    }
    return text.substring(0, end);
  }
}
