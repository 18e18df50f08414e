package dev.shiphub.hub.adapter.mqtt;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;

/**
 * Some messages that follow each other and were not kept.
 *
 * @param from the number of the first
 * @param to the number of the last
 */
record Gap(long from, long to) {
  long missed() {
    return to - from + 1;
  }

  /**
   * What subscribers are told.
   *
   * @param of what kind of messages these are
   */
  JsonObject toJson(String of) {
    return JsonValue.object()
        .put("type", "Gap")
        .put("of", of)
        .put("missed", missed())
        .put("from", from)
        .put("to", to)
        .build();
  }
}
