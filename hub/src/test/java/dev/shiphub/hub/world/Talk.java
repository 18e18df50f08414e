package dev.shiphub.hub.world;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.wire.ShipData;

/** Data with a number in it, so that what was lost, doubled or reordered is seen. */
final class Talk {
  private Talk() {}

  static ShipData message(long number) {
    return new ShipData(
        ShipData.SPINE, JsonValue.object().put("datagram", JsonValue.of(number)).build());
  }

  static long number(ShipData data) {
    return data.payload().integer("datagram").orElseThrow();
  }
}
