package dev.shiphub.hub.adapter.file;

import java.util.Locale;

/** Foreign text made harmless for whoever reads a file: nothing invisible, nothing long. */
final class VisibleText {
  private static final String CUT = "…";

  private VisibleText() {}

  /**
   * The text with whatever cannot be seen, or steers terminals and the order of letters, as its
   * number in hex, such as {@code <1b>}.
   *
   * @param longest in characters (code points); more is cut off, and the cut is shown
   */
  static String of(String text, int longest) {
    StringBuilder visible = new StringBuilder();
    int room = longest;
    int at = 0;
    while (at < text.length()) {
      String letter = letter(text.codePointAt(at));
      room -= letter.codePointCount(0, letter.length());
      if (room < 0) {
        return withoutLast(visible, longest) + CUT;
      }
      visible.append(letter);
      at += Character.charCount(text.codePointAt(at));
    }
    return visible.toString();
  }

  private static String letter(int codePoint) {
    return isVisible(codePoint)
        ? Character.toString(codePoint)
        : "<" + Integer.toHexString(codePoint).toLowerCase(Locale.ROOT) + ">";
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Room for the cut itself. */
  private static String withoutLast(StringBuilder visible, int longest) {
    int length = visible.codePointCount(0, visible.length());
    return length < longest
        ? visible.toString()
        : visible.substring(0, visible.offsetByCodePoints(0, longest - 1));
  }
}
