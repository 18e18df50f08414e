package dev.shiphub.sim.spine;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a datagram wants. */
public enum SpineClassifier {
  /** To be told. */
  READ,
  /** To tell, having been asked. */
  REPLY,
  /** To tell unasked. */
  NOTIFY,
  /** To change. */
  WRITE,
  /** To have something done. */
  CALL,
  /** To say what became of an earlier datagram. */
  RESULT;

  /** As SPINE spells it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SpineClassifier> of(String word) {
    return Stream.of(values()).filter(classifier -> classifier.word().equals(word)).findFirst();
  }
}
