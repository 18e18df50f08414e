package dev.shiphub.ship.json;

/** What became of a document that should be JSON. */
public sealed interface Parsed {
  /** It is. */
  record Ok(JsonValue value) implements Parsed {}

  /**
   * It is not, or it breaks a limit.
   *
   * @param what what is wrong and where, for people; quotes nothing of the document, which may hold
   *     secrets
   */
  record Failed(String what) implements Parsed {}
}
