package dev.shiphub.hub.doctor;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;

/**
 * The same words for people in two languages.
 *
 * @param en English
 * @param de German
 */
public record Phrase(String en, String de) {
  /** With the languages as names. */
  public JsonObject toJson() {
    return JsonValue.object().put("en", en).put("de", de).build();
  }
}
