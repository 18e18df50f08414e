package dev.shiphub.hub.cli;

import static java.util.Map.entry;

import java.util.Map;

/** Colours for words that say how a device stands; only on a terminal, and never needed. */
final class Colours {
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  private static final Map<String, String> BY_WORD =
      Map.ofEntries(
          entry("connected", GREEN),
          entry("connecting", YELLOW),
          entry("waiting-for-trust", YELLOW),
          entry("waiting-for-pin", YELLOW),
          entry("waiting-for-device", YELLOW),
          entry("waiting-to-dial", RED),
          entry("removed-us", RED),
          entry("not-seen", RED),
          entry("ok", GREEN),
          entry("warn", YELLOW),
          entry("fail", RED));

  private final boolean areOn;

  Colours(Console console) {
    areOn = areOn(console);
  }

  /** Whether somebody looks who wants them (https://no-color.org). */
  static boolean areOn(Console console) {
    return console.isTerminal()
        && console.environment().apply("NO_COLOR").filter(it -> !it.isEmpty()).isEmpty();
  }

  String paint(String word) {
    String colour = areOn ? BY_WORD.getOrDefault(word, "") : "";
    return colour.isEmpty() ? word : colour + word + PLAIN;
  }
}
