package dev.shiphub.ship.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A JSON value: small, ordered, unchangeable.
 *
 * <p>Objects keep the order of their members, which EEBUS JSON needs (SHIP 11).
 */
public sealed interface JsonValue {
  /** An object; a name that came twice keeps the last value. */
  record JsonObject(SequencedMap<String, JsonValue> members) implements JsonValue {
    /** An object without members. */
    public static final JsonObject EMPTY = new JsonObject(new LinkedHashMap<>());

    public JsonObject {
      members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    /** The member of that name. */
    public Optional<JsonValue> get(String name) {
      return Optional.ofNullable(members.get(name));
    }
  }

  /** A list. */
  record JsonArray(List<JsonValue> items) implements JsonValue {
    /** An empty list; in EEBUS JSON also an empty object. */
    public static final JsonArray EMPTY = new JsonArray(List.of());

    public JsonArray {
      items = List.copyOf(items);
    }
  }

  /** A string. */
  record JsonText(String text) implements JsonValue {}

  /**
   * A number, kept as it was written.
   *
   * @param literal a JSON number, at most 100 characters
   */
  record JsonNumber(String literal) implements JsonValue {}

  /** True or false. */
  record JsonBoolean(boolean isTrue) implements JsonValue {}

  /** Null. */
  record JsonNull() implements JsonValue {}
}
