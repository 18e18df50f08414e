package dev.shiphub.hub.adapter.mqtt;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/**
 * Something to publish.
 *
 * @param payload goes out in UTF-8
 * @param isRetained whether the broker keeps it for those who come later; with an empty payload it
 *     forgets what it kept
 */
record Publication(String topic, String payload, boolean isRetained) {
  static Publication of(String topic, JsonValue document) {
    return new Publication(topic, JsonWriter.COMPACT.text(document), false);
  }

  static Publication retained(String topic, String payload) {
    return new Publication(topic, payload, true);
  }

  byte[] octets() {
    return payload.getBytes(StandardCharsets.UTF_8);
  }

  /** What it counts in a buffer. */
  int bytes() {
    return topic.length() + octets().length;
  }
}
