package dev.shiphub.ship.wire;

/**
 * Connection mode initialisation, the first message in both directions (SHIP 13.4.3).
 *
 * @param head the only octet of the value; anything but 0 ends the connection
 */
public record ConnectionInit(int head) implements ShipMessage {
  /** The only valid one. */
  public static final ConnectionInit VALID = new ConnectionInit(0);
}
