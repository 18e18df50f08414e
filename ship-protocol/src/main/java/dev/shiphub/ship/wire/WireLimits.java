package dev.shiphub.ship.wire;

/**
 * The longest messages, in octets with the type octet.
 *
 * @param inboundControl of types 0, 1 and 3 from a peer; at least 2
 * @param inboundData of type 2 from a peer; at least 2
 * @param outbound of any type to a peer; at least 2
 */
public record WireLimits(int inboundControl, int inboundData, int outbound) {
  /** 8 KiB of control, 1 MiB of data; and 100 KiB to peers, because some take no more. */
  public static final WireLimits USUAL = new WireLimits(8 << 10, 1 << 20, 100 << 10);

  private static final int SHORTEST_MESSAGE = 2;

  /**
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public WireLimits {
    if (Math.min(inboundControl, Math.min(inboundData, outbound)) < SHORTEST_MESSAGE) {
      throw new IllegalArgumentException("a message has at least 2 octets");
    }
  }

  /** The longest message of that type from a peer. */
  public int inbound(Frame.Type type) {
    return switch (type) {
      case INIT, CONTROL, END -> inboundControl;
      case DATA -> inboundData;
    };
  }
}
