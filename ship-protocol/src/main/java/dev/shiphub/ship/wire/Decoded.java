package dev.shiphub.ship.wire;

import java.util.function.Function;

/**
 * What became of a decoding: decoders return, they never throw, whatever the peer sent.
 *
 * @param <T> what was to be read
 */
public sealed interface Decoded<T> {
  /** It could be read. */
  record Ok<T>(T value) implements Decoded<T> {}

  /**
   * It could not: the frame is of a known type, its value makes no sense or breaks a limit.
   *
   * @param what what is wrong, in words that quote at most a few characters of the input
   * @param frameType the message type octet, 0 to 3
   */
  record Malformed<T>(String what, int frameType) implements Decoded<T> {}

  /**
   * It is no SHIP message: without a value, or of an unknown type. May be ignored and counted (SHIP
   * 13.4.2).
   *
   * @param what which of the two, in words
   * @param frameType the message type octet, 0 to 255, or -1 where there is none
   */
  record Skippable<T>(String what, int frameType) implements Decoded<T> {}

  /** The next step of a decoding, if this one could be read. */
  default <R> Decoded<R> then(Function<? super T, Decoded<R>> next) {
    return switch (this) {
      case Ok<T>(T value) -> next.apply(value);
      case Malformed<T>(String what, int frameType) -> new Malformed<>(what, frameType);
      case Skippable<T>(String what, int frameType) -> new Skippable<>(what, frameType);
    };
  }
}
