package dev.shiphub.sim.scenario;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The language as a JSON schema (draft 2020-12), made of the same keys that the reader knows. */
final class Schema {
  private static final String WHERE = "$ref";

  private Schema() {}

  /** The whole document. */
  static String text() {
    JsonObject peer =
        JsonValue.object()
            .put("type", "object")
            .put("minProperties", 1)
            .put("maxProperties", 1)
            .put("additionalProperties", false)
            .put(
                "properties",
                JsonValue.object()
                    .put("device", mapping(Forms.DEVICE))
                    .put("hand", mapping(Forms.HAND)))
            .build();
    JsonObject whole = mapping(Forms.SCENARIO);
    List<JsonValue> required = new ArrayList<>(whole.items("required").orElseThrow());
    required.add(JsonValue.of("steps"));
    var properties = JsonValue.object();
    whole.object("properties").orElseThrow().members().forEach(properties::put);
    properties.put(
        "peers",
        JsonValue.object()
            .put("type", "object")
            .put("maxProperties", ScenarioFile.MOST_PEERS)
            .put("propertyNames", Kind.NAME_OF_PEER.schema())
            .put("additionalProperties", peer)
            .build());
    properties.put("steps", JsonValue.object().put(WHERE, "#/$defs/steps").build());
    JsonObject document =
        JsonValue.object()
            .put("$schema", "https://json-schema.org/draft/2020-12/schema")
            .put("title", "A scenario of shiphub sim")
            .put("type", "object")
            .put("additionalProperties", false)
            .put("required", new JsonArray(required))
            .put("properties", properties)
            .put("$defs", JsonValue.object().put("steps", steps()).put("step", step()))
            .build();
    return JsonWriter.COMPACT.text(document) + "\n";
  }

  private static JsonObject steps() {
    return JsonValue.object()
        .put("type", "array")
        .put("minItems", 1)
        .put("maxItems", StepReader.MOST_STEPS)
        .put("items", JsonValue.object().put(WHERE, "#/$defs/step"))
        .build();
  }

  private static JsonObject step() {
    var verbs = JsonValue.object();
    for (Verb verb : Verb.values()) {
      Key first = verb.keys().getFirst();
      boolean isShort =
          verb.keys().stream()
              .allMatch(key -> key.equals(first) || key.need() == Key.Need.OPTIONAL);
      JsonObject full = mapping(verb.keys());
      List<JsonValue> forms =
          isShort ? List.of(full, first.kind().schema()) : List.of((JsonValue) full);
      verbs.put(
          verb.word(),
          JsonValue.object().put("description", verb.words()).put("anyOf", new JsonArray(forms)));
    }
    return JsonValue.object()
        .put("type", "object")
        .put("minProperties", 1)
        .put("maxProperties", 1)
        .put("additionalProperties", false)
        .put("properties", verbs)
        .build();
  }

  private static JsonObject mapping(List<Key> keys) {
    var properties = JsonValue.object();
    for (Key key : keys) {
      var schema = JsonValue.object().put("description", key.words());
      key.kind().schema().members().forEach(schema::put);
      properties.put(key.name(), schema);
    }
    var mapping =
        JsonValue.object()
            .put("type", "object")
            .put("additionalProperties", false)
            .put("properties", properties)
            .put("required", JsonValue.texts(names(keys, Key.Need.REQUIRED).toList()));
    List<JsonValue> choices =
        names(keys, Key.Need.ONE_OF)
            .<JsonValue>map(
                name -> JsonValue.object().put("required", JsonValue.texts(List.of(name))).build())
            .toList();
    return (choices.isEmpty() ? mapping : mapping.put("oneOf", new JsonArray(choices))).build();
  }

  private static Stream<String> names(List<Key> keys, Key.Need need) {
    return keys.stream().filter(key -> key.need() == need).map(Key::name);
  }
}
