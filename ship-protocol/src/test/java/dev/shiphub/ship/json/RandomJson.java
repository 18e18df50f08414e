package dev.shiphub.ship.json;

import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonNull;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** JSON values from a seed: small, deep, wide, and full of the characters that codecs get wrong. */
public final class RandomJson {
  private static final List<String> SNIPPETS =
      List.of(
          "a",
          "Z",
          "0",
          " ",
          "\"",
          "\\",
          "/",
          "\n",
          "\r",
          "\t",
          "\b",
          "\f",
          "\u0000",
          "\u001f",
          "\u007f",
          "ä",
          "€",
          "\u2028",
          "\uFEFF",
          "\uFFFF",
          "😀",
          "[",
          "]",
          "{",
          "}",
          ",",
          ":",
          "[{",
          "},{",
          "}]",
          "[]",
          "{}",
          "\\u0041",
          "datagram",
          "true",
          "null");
  private static final List<String> NUMBERS =
      List.of(
          "0", "-0", "1", "-1", "1.5", "1e3", "1E-7", "-2.25e+10", "18446744073709551616", "1e999");

  private final SplittableRandom random;

  /** The values of that seed. */
  public RandomJson(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Any value, at most {@code depth} deep. */
  public JsonValue value(int depth) {
    return switch (random.nextInt(depth > 1 ? 9 : 5)) {
      case 0 -> JsonValue.of(text());
      case 1 -> new JsonNumber(NUMBERS.get(random.nextInt(NUMBERS.size())));
      case 2 -> JsonValue.of(random.nextLong());
      case 3 -> JsonValue.of(random.nextBoolean());
      case 4 -> JsonNull.NULL;
      case 5, 6 -> array(depth);
      default -> object(depth);
    };
  }

  /** An object, at most {@code depth} deep. */
  public JsonObject object(int depth) {
    JsonObjectBuilder object = JsonValue.object();
    for (int members = random.nextInt(5); members > 0; members--) {
      object.put(text(), value(depth - 1));
    }
    return object.build();
  }

  /** A text of up to seven snippets. */
  public String text() {
    return random
        .ints(random.nextInt(8), 0, SNIPPETS.size())
        .mapToObj(SNIPPETS::get)
        .collect(Collectors.joining());
  }

  private JsonArray array(int depth) {
    List<JsonValue> items = new ArrayList<>();
    for (int count = random.nextInt(5); count > 0; count--) {
      items.add(value(depth - 1));
    }
    return new JsonArray(items);
  }
}
