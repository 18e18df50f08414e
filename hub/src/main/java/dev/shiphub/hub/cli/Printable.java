package dev.shiphub.hub.cli;

import java.util.regex.Pattern;

/** Makes foreign text harmless for a terminal: devices choose their own names and phrases. */
final class Printable {
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private Printable() {}

  /** The text with a question mark for everything that could steer a terminal or hide others. */
  static String of(String text) {
    return INVISIBLE.matcher(text).replaceAll("?");
  }
}
