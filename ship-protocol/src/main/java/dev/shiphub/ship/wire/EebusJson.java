package dev.shiphub.ship.wire;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonBoolean;
import dev.shiphub.ship.json.JsonValue.JsonNull;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonValue.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * Ordinary JSON to the JSON of EEBUS and back (SHIP 11), by structure and in order.
 *
 * <p>In EEBUS form every object but the root is a list of objects with one member each, in the
 * order of the schema: {@code {"a":{"b":1,"c":2}}} becomes {@code {"a":[{"b":1},{"c":2}]}}. Lists
 * stay lists. {@code []} is both an empty object and an empty list, and only a schema could tell;
 * it is read as an empty object. All else comes back as it was. Any thread.
 */
public final class EebusJson {
  private EebusJson() {}

  /** An ordinary object in EEBUS form. */
  public static JsonObject fromPlain(JsonObject root) {
    return root.withEach(EebusJson::fromPlain);
  }

  /**
   * The ordinary form of an EEBUS object; what is ordinary in it already stays so.
   *
   * <p>A list of objects is one object, unless a name comes twice in it: then it is a list indeed.
   */
  public static JsonObject toPlain(JsonObject root) {
    return root.withEach(EebusJson::toPlain);
  }

  private static JsonValue fromPlain(JsonValue value) {
    return switch (value) {
      case JsonObject(SequencedMap<String, JsonValue> members) -> sequence(members);
      case JsonArray(List<JsonValue> items) -> eachItem(items, EebusJson::fromPlain);
      case JsonText _, JsonNumber _, JsonBoolean _, JsonNull _ -> value;
    };
  }

  private static JsonArray sequence(SequencedMap<String, JsonValue> members) {
    List<JsonValue> elements = new ArrayList<>(members.size());
    members.forEach((name, value) -> elements.add(JsonValue.member(name, fromPlain(value))));
    return new JsonArray(elements);
  }

  private static JsonValue toPlain(JsonValue value) {
    return switch (value) {
      case JsonObject object -> toPlain(object);
      case JsonArray(List<JsonValue> items) -> toPlain(items);
      case JsonText _, JsonNumber _, JsonBoolean _, JsonNull _ -> value;
    };
  }

  private static JsonValue toPlain(List<JsonValue> items) {
    JsonObjectBuilder merged = JsonValue.object();
    int count = 0;
    // Converts nothing before the shape is known: converting twice would double at every depth.
    for (JsonValue item : items) {
      if (!(item instanceof JsonObject(SequencedMap<String, JsonValue> members))) {
        return eachItem(items, EebusJson::toPlain);
      }
      members.forEach(merged::put);
      count += members.size();
    }
    JsonObject object = merged.build();
    boolean isTwice = object.members().size() < count;
    return isTwice ? eachItem(items, EebusJson::toPlain) : toPlain(object);
  }

  private static JsonArray eachItem(List<JsonValue> items, UnaryOperator<JsonValue> change) {
    List<JsonValue> changed = new ArrayList<>(items.size());
    items.forEach(item -> changed.add(change.apply(item)));
    return new JsonArray(changed);
  }
}
