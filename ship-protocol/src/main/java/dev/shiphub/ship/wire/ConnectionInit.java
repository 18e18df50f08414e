package dev.shiphub.ship.wire;

/**
 * Connection mode initialisation, the first message in both directions (SHIP 13.4.3).
 *
 * @param head the octet of the value, 0 to 255; anything but 0 ends the connection. Of a longer
 *     value the first octet that is not 0, because peers may append zeros and nothing else
 */
public record ConnectionInit(int head) implements ShipMessage {
  /** The only valid one. */
  public static final ConnectionInit VALID = new ConnectionInit(0);
}
