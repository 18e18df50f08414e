package dev.shiphub.ship.discovery;

import java.util.Optional;
import java.util.regex.Pattern;

/** A text that a device shows to people, such as its brand (SHIP 7.3.2). */
final class Label {
  /** Controls, characters that hide or change the direction of others, and what is no character. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private static final Pattern UNWANTED = Pattern.compile("(?:" + INVISIBLE + "|=)+");
  private static final int LONGEST_BYTES = 32;

  private Label() {}

  /**
   * Makes a foreign text presentable: what is invisible, and {@code =}, gives way to a blank, and
   * what is over 32 bytes of UTF-8 is cut between two characters.
   *
   * @return empty if nothing remains that can be seen
   */
  static Optional<String> of(String text) {
    String visible = UNWANTED.matcher(text).replaceAll(" ").strip();
    return Optional.of(cut(visible).stripTrailing()).filter(label -> !label.isEmpty());
  }

  /** Whether a text has a character that logs and terminals should not see. */
  static boolean hasInvisible(String text) {
    return INVISIBLE.matcher(text).find();
  }

  private static String cut(String text) {
    int end = 0;
    for (int bytes = 0; end < text.length(); ) {
      int character = text.codePointAt(end);
      bytes += utf8Length(character);
      if (bytes > LONGEST_BYTES) {
        break;
      }
      end += Character.charCount(character);
    }
    return text.substring(0, end);
  }

  private static int utf8Length(int character) {
    if (character < 0x80) {
      return 1;
    }
    if (character < 0x800) {
      return 2;
    }
    return character < 0x10000 ? 3 : 4;
  }
}
