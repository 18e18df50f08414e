package dev.shiphub.sim.spine;

/** What became of a payload that should be a SPINE datagram. */
public sealed interface SpineDecoded {
  /** It is one. */
  record Ok(SpineDatagram datagram) implements SpineDecoded {}

  /**
   * It is none.
   *
   * @param what what is wrong, for people; quotes nothing of it
   */
  record Malformed(String what) implements SpineDecoded {}
}
