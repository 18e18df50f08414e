package dev.shiphub.sim.scenario;

/**
 * A key that a mapping may have.
 *
 * @param name of the key
 * @param kind what it takes
 * @param need whether it has to be there
 * @param words what it means, for people; what holds without it stands there
 */
record Key(String name, Kind kind, Need need, String words) {
  /** Whether a key has to be there. */
  enum Need {
    /** It may be left out. */
    OPTIONAL,
    /** It has to be there. */
    REQUIRED,
    /** Exactly one of all of these has to be there. */
    ONE_OF
  }

  static Key may(String name, Kind kind, String words) {
    return new Key(name, kind, Need.OPTIONAL, words);
  }

  static Key must(String name, Kind kind, String words) {
    return new Key(name, kind, Need.REQUIRED, words);
  }

  static Key one(String name, Kind kind, String words) {
    return new Key(name, kind, Need.ONE_OF, words);
  }
}
