package dev.shiphub.ship.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.json.Parsed;
import dev.shiphub.ship.json.RandomJson;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EebusJsonTest {
  // The pair of ship-go's unit test.
  private static final String PLAIN =
      """
      {"datagram":{"header":{"specificationVersion":"1.2.0",\
      "addressSource":{"device":"d:_i:3210_EVSE","entity":[1,1],"feature":6},\
      "addressDestination":{"device":"d:_i:3210_HEMS","entity":[1],"feature":1},\
      "msgCounter":194,"msgCounterReference":4890,"cmdClassifier":"reply"},\
      "payload":{"cmd":[{"deviceClassificationManufacturerData":\
      {"deviceName":"","deviceCode":"","brandName":"","powerSource":"mains3Phase"}}]}}}\
      """;

  private static final String EEBUS =
      """
      {"datagram":[{"header":[{"specificationVersion":"1.2.0"},\
      {"addressSource":[{"device":"d:_i:3210_EVSE"},{"entity":[1,1]},{"feature":6}]},\
      {"addressDestination":[{"device":"d:_i:3210_HEMS"},{"entity":[1]},{"feature":1}]},\
      {"msgCounter":194},{"msgCounterReference":4890},{"cmdClassifier":"reply"}]},\
      {"payload":[{"cmd":[[{"deviceClassificationManufacturerData":\
      [{"deviceName":""},{"deviceCode":""},{"brandName":""},{"powerSource":"mains3Phase"}]}]]}]}]}\
      """;

  private static JsonObject parse(String document) {
    Parsed parsed = new JsonReader(JsonLimits.ofBytes(1 << 16)).read(document);
    return assertInstanceOf(
        JsonObject.class, assertInstanceOf(Parsed.Ok.class, parsed, document).value());
  }

  private static String toPlain(String eebus) {
    return JsonWriter.COMPACT.text(EebusJson.toPlain(parse(eebus)));
  }

  private static String fromPlain(String plain) {
    return JsonWriter.COMPACT.text(EebusJson.fromPlain(parse(plain)));
  }

  @Test
  void convertsADatagramBothWays() {
    assertEquals(EEBUS, fromPlain(PLAIN));
    assertEquals(PLAIN, toPlain(EEBUS));
  }

  @Nested
  class FromPlain {
    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '`',
        delimiter = '|',
        textBlock =
            """
            {}                              | {}
            {"a":1}                         | {"a":1}
            {"a":1,"b":2}                   | {"a":1,"b":2}
            {"a":{}}                        | {"a":[]}
            {"a":[]}                        | {"a":[]}
            {"a":{"b":1,"c":2}}             | {"a":[{"b":1},{"c":2}]}
            {"a":{"z":1,"b":2,"m":3}}       | {"a":[{"z":1},{"b":2},{"m":3}]}
            {"a":["x","y"]}                 | {"a":["x","y"]}
            {"a":[{"b":1},{"b":2}]}         | {"a":[[{"b":1}],[{"b":2}]]}
            {"a":[{"b":1,"c":2}]}           | {"a":[[{"b":1},{"c":2}]]}
            {"a":[{}]}                      | {"a":[[]]}
            {"a":[[1,2],[3]]}               | {"a":[[1,2],[3]]}
            {"a":{"b":{"read":{}}}}         | {"a":[{"b":[{"read":[]}]}]}
            {"a":null,"b":true,"c":1.50}    | {"a":null,"b":true,"c":1.50}
            """)
    void makesListsOfObjectsWithOneMember(String plain, String eebus) {
      assertEquals(eebus, fromPlain(plain));
    }
  }

  @Nested
  class ToPlain {
    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '`',
        delimiter = '|',
        textBlock =
            """
            {"a":[{"b":1},{"c":2}]}                 | {"a":{"b":1,"c":2}}
            {"a":[[{"b":1}],[{"b":2}]]}             | {"a":[{"b":1},{"b":2}]}
            {"a":[{"b":1,"c":2},{"d":3}]}           | {"a":{"b":1,"c":2,"d":3}}
            {"a":[{"b":1}]}                         | {"a":{"b":1}}
            {"a":[[]]}                              | {"a":[{}]}
            {"a":[1,{"b":1}]}                       | {"a":[1,{"b":1}]}
            {"a":[null]}                            | {"a":[null]}
            """)
    void putsTheMembersOfASequenceTogether(String eebus, String plain) {
      assertEquals(plain, toPlain(eebus));
    }

    // Only the schema could tell; SPINE has empty objects everywhere and empty lists hardly.
    @Test
    void takesEmptyBracketsForAnEmptyObject() {
      assertEquals(
          "{\"possibleOperations\":{\"read\":{}}}",
          toPlain("{\"possibleOperations\":[{\"read\":[]}]}"));
    }

    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '`',
        delimiter = '|',
        textBlock =
            """
            {"a":[{"b":1},{"b":2}]}                 | {"a":[{"b":1},{"b":2}]}
            {"a":[{"b":1,"c":[{"d":1}]},{"b":2}]}   | {"a":[{"b":1,"c":{"d":1}},{"b":2}]}
            {"a":[{"x":1},{"y":1},{"x":2}]}         | {"a":[{"x":1},{"y":1},{"x":2}]}
            """)
    void keepsAListOfObjectsWhereANameComesTwice(String eebus, String plain) {
      assertEquals(plain, toPlain(eebus));
    }

    @Test
    void leavesPlainObjectsAsTheyAre() {
      String plain = "{\"datagram\":{\"header\":{\"msgCounter\":1},\"payload\":{\"x\":{}}}}";
      assertEquals(plain, toPlain(plain));
    }

    // 40 levels, each of which comes twice: converting a level twice would never end.
    @Test
    @Timeout(10)
    void looksAtEveryValueOnce() {
      JsonValue value = JsonValue.of(1);
      for (int level = 0; level < 40; level++) {
        value =
            JsonValue.array(
                JsonValue.object().put("a", value).build(), JsonValue.object().put("a", 1).build());
      }
      JsonObject root = JsonValue.object().put("r", value).build();
      assertEquals(root, EebusJson.toPlain(root));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38})
  void everyRandomObjectWithoutEmptyListsComesBack(long seed) {
    RandomJson random = new RandomJson(seed);
    for (int run = 0; run < 500; run++) {
      JsonObject plain = withoutEmptyLists(random.object(6));
      JsonObject back = EebusJson.toPlain(EebusJson.fromPlain(plain));
      assertEquals(JsonWriter.COMPACT.text(plain), JsonWriter.COMPACT.text(back), "seed " + seed);
    }
  }

  private static JsonObject withoutEmptyLists(JsonObject object) {
    var members = JsonValue.object();
    object.members().forEach((name, value) -> members.put(name, withoutEmptyLists(value)));
    return members.build();
  }

  private static JsonValue withoutEmptyLists(JsonValue value) {
    return switch (value) {
      case JsonObject object -> withoutEmptyLists(object);
      case JsonArray(var items) when items.isEmpty() -> JsonValue.of("was an empty list");
      case JsonArray(var items) ->
          new JsonArray(items.stream().map(EebusJsonTest::withoutEmptyLists).toList());
      default -> value;
    };
  }
}
