package dev.shiphub.hub.adapter.mqtt;

/** What went wrong with a broker, in a few words for people. */
final class Trouble {
  private static final int LONGEST = 200;
  private static final int MOST_CAUSES = 8;

  private Trouble() {}

  /** The words of the innermost cause, without what could forge a line of a log. */
  static String words(Throwable trouble) {
    Throwable cause = trouble;
    for (int depth = 0; depth < MOST_CAUSES && cause.getCause() != null; depth++) {
      cause = cause.getCause();
    }
    String said = String.valueOf(cause.getMessage()).replaceAll("[^\\x20-\\x7e]", " ").strip();
    String words = said.isEmpty() || said.equals("null") ? cause.getClass().getSimpleName() : said;
    return words.length() > LONGEST ? words.substring(0, LONGEST) : words;
  }
}
