package dev.shiphub.hub.cli;

import java.util.Map;

/** Colours for words that say how a device stands; only on a terminal, and never needed. */
final class Colours {
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  private static final Map<String, String> BY_WORD =
      Map.of(
          "connected", GREEN,
          "connecting", YELLOW,
          "waiting-for-trust", YELLOW,
          "waiting-for-device", YELLOW,
          "waiting-to-dial", RED,
          "removed-us", RED,
          "not-seen", RED);

  private final boolean areOn;

  Colours(Console console) {
    areOn = console.isTerminal() && console.environment().apply("NO_COLOR").isEmpty();
  }

  String paint(String word) {
    String colour = areOn ? BY_WORD.getOrDefault(word, "") : "";
    return colour.isEmpty() ? word : colour + word + PLAIN;
  }
}
