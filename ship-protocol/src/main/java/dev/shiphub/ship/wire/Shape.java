package dev.shiphub.ship.wire;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonBoolean;
import dev.shiphub.ship.json.JsonValue.JsonNull;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonValue.JsonText;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The shapes that peers give to one and the same content. Null stands for a missing member. */
final class Shape {
  private Shape() {}

  /**
   * The members of a sequence: a list of objects, which are put together and the last of equal
   * names counts; a plain object; or {@code []}, null or nothing for none. Empty for any other
   * value.
   */
  static Optional<SequencedMap<String, JsonValue>> sequence(@Nullable JsonValue node) {
    return switch (node) {
      case null -> Optional.of(new LinkedHashMap<>());
      case JsonNull() -> Optional.of(new LinkedHashMap<>());
      case JsonObject(SequencedMap<String, JsonValue> members) -> Optional.of(members);
      case JsonArray(List<JsonValue> items) -> merged(items);
      case JsonText _, JsonNumber _, JsonBoolean _ -> Optional.empty();
    };
  }

  /** The items of a list; a value that is no list is its own only item. */
  static List<JsonValue> items(@Nullable JsonValue node) {
    return switch (node) {
      case null -> List.of();
      case JsonNull() -> List.of();
      case JsonArray(List<JsonValue> items) -> items;
      case JsonObject _, JsonText _, JsonNumber _, JsonBoolean _ -> List.of(node);
    };
  }

  /** A single value, which may be wrapped into a list of one; empty for null or nothing. */
  static Optional<JsonValue> single(@Nullable JsonValue node) {
    JsonValue only =
        node instanceof JsonArray(List<JsonValue> items) && items.size() == 1
            ? items.getFirst()
            : node;
    return only instanceof JsonNull ? Optional.empty() : Optional.ofNullable(only);
  }

  /** A whole number, which may be written as a text. */
  static Optional<BigInteger> whole(JsonValue node) {
    return switch (node) {
      case JsonNumber number -> number.toWhole();
      case JsonText(String digits) -> JsonNumber.parse(digits).flatMap(JsonNumber::toWhole);
      case JsonBoolean _, JsonNull _, JsonArray _, JsonObject _ -> Optional.empty();
    };
  }

  private static Optional<SequencedMap<String, JsonValue>> merged(List<JsonValue> items) {
    SequencedMap<String, JsonValue> merged = new LinkedHashMap<>();
    for (JsonValue item : items) {
      if (!(item instanceof JsonObject(SequencedMap<String, JsonValue> members))) {
        return Optional.empty();
      }
      merged.putAll(members);
    }
    return Optional.of(merged);
  }
}
