package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonBoolean;
import dev.shiphub.ship.json.JsonValue.JsonNull;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonValue.JsonText;
import dev.shiphub.ship.json.Parsed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JSON object as pages read it: what is missing is empty. */
record Doc(JsonObject json) {
  private static final int LONGEST = 1 << 20;
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(LONGEST));

  /** Reads one document; empty if it is no JSON object. */
  static Optional<Doc> parse(String text) {
    return READER.read(text) instanceof Parsed.Ok(JsonObject object)
        ? Optional.of(new Doc(object))
        : Optional.empty();
  }

  /** The text, number or truth value of that name as text; empty text if there is none. */
  String text(String name) {
    return json.get(name)
        .map(
            value ->
                switch (value) {
                  case JsonText(String text) -> Printable.of(text);
                  case JsonNumber(String literal) -> literal;
                  case JsonBoolean(boolean isTrue) -> String.valueOf(isTrue);
                  case JsonObject _, JsonArray _, JsonNull _ -> "";
                })
        .orElse("");
  }

  boolean has(String name) {
    return json.get(name).isPresent();
  }

  /** The number of that name; 0 if there is none. */
  long number(String name) {
    return json.integer(name).orElse(0L);
  }

  /** The number of seconds of that name; zero if there is none. */
  Duration span(String name) {
    return json.get(name).orElse(JsonNull.NULL) instanceof JsonNumber(String literal)
        ? Duration.ofMillis(new BigDecimal(literal).movePointRight(3).longValue())
        : Duration.ZERO;
  }

  boolean flag(String name) {
    return json.flag(name).orElse(false);
  }

  Doc inner(String name) {
    return new Doc(json.object(name).orElse(JsonObject.EMPTY));
  }

  /** The objects in the list of that name. */
  List<Doc> docs(String name) {
    List<Doc> docs = new ArrayList<>();
    json.items(name)
        .orElse(List.of())
        .forEach(
            item -> {
              if (item instanceof JsonObject object) {
                docs.add(new Doc(object));
              }
            });
    return docs;
  }

  /** The texts in the list of that name. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    json.items(name)
        .orElse(List.of())
        .forEach(
            item -> {
              if (item instanceof JsonText(String text)) {
                texts.add(Printable.of(text));
              }
            });
    return texts;
  }

  /** The first of these texts that is not empty. */
  Optional<String> firstOf(String... names) {
    for (String name : names) {
      if (!text(name).isEmpty()) {
        return Optional.of(text(name));
      }
    }
    return Optional.empty();
  }
}
