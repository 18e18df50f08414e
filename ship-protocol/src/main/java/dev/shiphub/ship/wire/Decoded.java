package dev.shiphub.ship.wire;

/**
 * What became of a decoding: decoders return, they never throw, whatever the peer sent.
 *
 * @param <T> what was to be read
 */
public sealed interface Decoded<T> {
  /** It could be read. */
  record Ok<T>(T value) implements Decoded<T> {}

  /**
   * It could not.
   *
   * @param what what is wrong, in words that quote at most a few characters of the input
   * @param frameType the message type octet, or -1 where the message has none
   */
  record Malformed<T>(String what, int frameType) implements Decoded<T> {}
}
