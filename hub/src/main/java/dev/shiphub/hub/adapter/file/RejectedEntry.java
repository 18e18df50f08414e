package dev.shiphub.hub.adapter.file;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.Optional;

/**
 * An entry of {@code trust.json} that an older or broken version has written, or a hand: it is not
 * trusted.
 *
 * @param where its place, such as {@code trusted[1]}
 * @param why what is wrong with it, for people
 * @param entry what stood there, whatever it is
 */
public record RejectedEntry(String where, String why, JsonValue entry) {
  /** The device that it names, if it names one. */
  public Optional<Ski> ski() {
    return entry instanceof JsonObject object
        ? object.text("ski").flatMap(Ski::parse)
        : Optional.empty();
  }

  JsonObject toJson() {
    return JsonValue.object().put("where", where).put("why", why).put("entry", entry).build();
  }
}
