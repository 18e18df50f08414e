package dev.shiphub.hub.adapter.admin;

import dev.shiphub.ship.Ski;

/** Which device a text names, or why it names none. */
sealed interface Resolution permits Resolution.Found, Problem {
  /**
   * This one.
   *
   * @param isWhole whether the whole SKI was given, not only its beginning
   */
  record Found(Ski ski, boolean isWhole) implements Resolution {}
}
