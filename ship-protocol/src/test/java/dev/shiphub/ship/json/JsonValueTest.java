package dev.shiphub.ship.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonNull;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
  private static final JsonObject DEVICE =
      JsonValue.object()
          .put("name", "heat pump")
          .put("port", 4712)
          .put("trusted", true)
          .put("hosts", JsonValue.texts(List.of("10.0.0.1", "10.0.0.2")))
          .put("txt", JsonValue.object().put("cat", 4))
          .putIfPresent("brand", Optional.of(JsonValue.of("ACME")))
          .putIfPresent("serial", Optional.empty())
          .put("pin", JsonNull.NULL)
          .build();

  @Nested
  class Objects {
    @Test
    void areBuiltInOrder() {
      assertEquals(
          "{\"name\":\"heat"
              + " pump\",\"port\":4712,\"trusted\":true,\"hosts\":[\"10.0.0.1\",\"10.0.0.2\"],"
              + "\"txt\":{\"cat\":4},\"brand\":\"ACME\",\"pin\":null}",
          JsonWriter.COMPACT.text(DEVICE));
    }

    @Test
    void areReadByType() {
      assertEquals(Optional.of("heat pump"), DEVICE.text("name"));
      assertEquals(Optional.of(4712L), DEVICE.integer("port"));
      assertEquals(Optional.of(true), DEVICE.flag("trusted"));
      assertEquals(2, DEVICE.items("hosts").orElseThrow().size());
      assertEquals(Optional.of(4L), DEVICE.object("txt").flatMap(txt -> txt.integer("cat")));
      assertEquals(Optional.of(JsonNull.NULL), DEVICE.get("pin"));
    }

    @Test
    void tellTrueFromFalse() {
      JsonObject flags = JsonValue.object().put("yes", true).put("no", false).build();
      assertEquals("{\"yes\":true,\"no\":false}", JsonWriter.COMPACT.text(flags));
      assertEquals(Optional.of(true), flags.flag("yes"));
      assertEquals(Optional.of(false), flags.flag("no"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "pin", "name", "port", "trusted", "hosts", "txt"})
    void answerEmptyWhereTheTypeDiffers(String name) {
      long answers =
          List.of(
                  DEVICE.text(name),
                  DEVICE.integer(name),
                  DEVICE.flag(name),
                  DEVICE.items(name),
                  DEVICE.object(name))
              .stream()
              .filter(Optional::isPresent)
              .count();
      assertEquals(name.equals("missing") || name.equals("pin") ? 0 : 1, answers);
    }

    @Test
    void doNotChangeWithTheirSource() {
      LinkedHashMap<String, JsonValue> source = new LinkedHashMap<>();
      JsonObject object = new JsonObject(source);
      JsonObjectBuilder builder = JsonValue.object();
      JsonObject built = builder.build();
      source.put("a", JsonNull.NULL);
      builder.put("a", 1);
      assertEquals(JsonObject.EMPTY, object);
      assertEquals(JsonObject.EMPTY, built);
      assertThrows(
          UnsupportedOperationException.class, () -> object.members().put("b", JsonNull.NULL));
    }

    @Test
    void doNotLendTheirLists() {
      List<JsonValue> source = new ArrayList<>();
      JsonArray array = new JsonArray(source);
      source.add(JsonNull.NULL);
      assertEquals(JsonArray.EMPTY, array);
      assertThrows(UnsupportedOperationException.class, () -> array.items().add(JsonNull.NULL));
    }
  }

  @Nested
  class Numbers {
    @ParameterizedTest
    @CsvSource({
      "0, 0",
      "-0, 0",
      "60000, 60000",
      "60000.0, 60000",
      "6e4, 60000",
      "60000000e-3, 60000",
      "-1, -1",
      "9223372036854775807, 9223372036854775807",
      "-9223372036854775808, -9223372036854775808",
      "0e999999999, 0",
      "0.000, 0",
      "-0e-999999999, 0"
    })
    void areWholeByValueNotBySpelling(String literal, long value) {
      assertEquals(Optional.of(value), new JsonNumber(literal).toLong());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1.5",
          "1e-1",
          "9223372036854775808",
          "-9223372036854775809",
          "1e999",
          "1e999999999",
          "1e99999999999999999999",
          "1e-999999999",
          "-1e2147483647",
          "123456789012345678901e-99"
        })
    void thatNoLongHoldsAreNone(String literal) {
      assertEquals(Optional.empty(), new JsonNumber(literal).toLong());
    }

    @Test
    void mayHaveTwentyDigits() {
      assertEquals(
          "18446744073709551616",
          new JsonNumber("18446744073709551616").toWhole().orElseThrow().toString());
      assertTrue(new JsonNumber("184467440737095516160").toWhole().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "", "-", "01", "00", "-01", "--1", "+1", "/1", "1/", ":1", "1:", "1.", ".1", "1e", "0x1",
          " 1", "1 ", "1,2", "\u0661", "NaN"
        })
    void mustFollowTheGrammar(String text) {
      assertEquals(Optional.empty(), JsonNumber.parse(text));
      assertThrows(IllegalArgumentException.class, () -> new JsonNumber(text));
    }

    @Test
    void haveAtMostAHundredCharacters() {
      assertTrue(JsonNumber.parse("1".repeat(100)).isPresent());
      assertTrue(JsonNumber.parse("1".repeat(101)).isEmpty());
    }
  }
}
