package dev.shiphub.ship.json;

/** The halves that Java's strings are made of where a character lies beyond U+FFFF. */
final class Surrogates {
  private Surrogates() {}

  /**
   * Whether a half without its other half stands there: no character at all, which UTF-8 cannot
   * carry.
   */
  static boolean isLone(String text, int at) {
    char c = text.charAt(at);
    if (!Character.isSurrogate(c)) {
      return false;
    }
    return Character.isHighSurrogate(c)
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }
}
