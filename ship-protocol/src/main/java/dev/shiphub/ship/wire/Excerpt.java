package dev.shiphub.ship.wire;

import java.util.regex.Pattern;

/** A few characters of foreign text, harmless in logs and terminals. */
final class Excerpt {
  /** Controls, characters that hide or change the direction of others, and what is no character. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private static final String DOTS = "...";

  private Excerpt() {}

  /** At most {@code most} characters; invisible ones become {@code ?}, longer text ends in dots. */
  static String of(String text, int most) {
    boolean isTooLong = text.codePointCount(0, text.length()) > most;
    String excerpt = isTooLong ? start(text, most - DOTS.length()) + DOTS : text;
    return INVISIBLE.matcher(excerpt).replaceAll("?");
  }

  private static String start(String text, int characters) {
    return text.substring(0, text.offsetByCodePoints(0, characters));
  }
}
