package dev.shiphub.ship.discovery;

/** What became of a text record that should be one of SHIP. */
public sealed interface TxtDecoded {
  /** It is. */
  record Valid(TxtRecord txt) implements TxtDecoded {}

  /**
   * It is not, and the service is none of SHIP.
   *
   * @param why what is wrong, for people; quotes nothing of the record
   */
  record Invalid(String why) implements TxtDecoded {}
}
