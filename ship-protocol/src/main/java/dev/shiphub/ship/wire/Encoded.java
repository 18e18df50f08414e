package dev.shiphub.ship.wire;

/** What became of a message that is to be sent. */
public sealed interface Encoded {
  /** It can be sent. */
  final class Ready implements Encoded {
    private final byte[] octets;

    Ready(byte[] octets) {
      this.octets = octets;
    }

    /** The whole WebSocket message, which belongs to the caller. */
    public byte[] octets() {
      return octets;
    }
  }

  /**
   * It is longer than peers take.
   *
   * @param length its length in octets
   * @param most the longest that is allowed
   */
  record TooLong(int length, int most) implements Encoded {}
}
