package dev.shiphub.ship.wire;

import dev.shiphub.ship.json.JsonValue;

/**
 * A message of the upper layer, frame type 2 (SHIP 13.4.5).
 *
 * @param protocolId which upper layer; {@code ee1.0} is SPINE (SHIP 14)
 * @param payload what the upper layer says, in EEBUS form and not looked into: an object with one
 *     root
 */
public record ShipData(String protocolId, JsonValue.JsonObject payload) implements ShipMessage {
  /** SPINE. */
  public static final String SPINE = "ee1.0";

  /** Whether it is for the one upper layer that there is. */
  public boolean isSpine() {
    return protocolId.equals(SPINE);
  }
}
