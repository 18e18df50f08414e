package dev.shiphub.hub.doctor;

import java.util.Optional;

/**
 * What came of a check.
 *
 * @param words what was found
 * @param remedy what to do; there is one unless all is well
 */
public record Finding(Level level, Phrase words, Optional<Phrase> remedy) {
  /**
   * @throws IllegalArgumentException if something is wrong and nobody says what to do
   */
  public Finding {
    if (level != Level.OK && remedy.isEmpty()) {
      throw new IllegalArgumentException("what is to be done? " + words.en());
    }
  }

  static Finding ok(String en, String de) {
    return new Finding(Level.OK, new Phrase(en, de), Optional.empty());
  }

  static Trouble warn(String en, String de) {
    return new Trouble(Level.WARN, new Phrase(en, de));
  }

  static Trouble fail(String en, String de) {
    return new Trouble(Level.FAIL, new Phrase(en, de));
  }

  /** What is wrong; a finding once its remedy is said. */
  record Trouble(Level level, Phrase words) {
    Finding remedy(String en, String de) {
      return new Finding(level, words, Optional.of(new Phrase(en, de)));
    }
  }
}
