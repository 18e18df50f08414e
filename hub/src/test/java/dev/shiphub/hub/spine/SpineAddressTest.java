package dev.shiphub.hub.spine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that peers send, which we send back. */
final class SpineAddressTest {
  private static JsonObject json(String device, List<JsonValue> entity, JsonValue feature) {
    return JsonValue.object()
        .put("device", device)
        .put("entity", new JsonArray(entity))
        .put("feature", feature)
        .build();
  }

  private static List<JsonValue> steps(int depth) {
    return Collections.nCopies(depth, JsonValue.of(1));
  }

  @Test
  void comeBackAsTheyWere() {
    JsonObject longest = json("d".repeat(256), steps(16), JsonValue.of(Integer.MAX_VALUE));
    assertEquals(longest, SpineAddress.read(longest).orElseThrow().toJson());
    JsonObject least = json("", steps(0), JsonValue.of(0));
    assertEquals(least, SpineAddress.read(least).orElseThrow().toJson());
  }

  @Test
  void areNotLongerThanAnyDeviceNeeds() {
    JsonValue feature = JsonValue.of(1);
    assertEquals(Optional.empty(), SpineAddress.read(json("d".repeat(257), steps(1), feature)));
    assertEquals(Optional.empty(), SpineAddress.read(json("d", steps(17), feature)));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L + Integer.MAX_VALUE})
  void haveNumbersOfTheSchema(long number) {
    assertEquals(Optional.empty(), SpineAddress.read(json("d", steps(1), JsonValue.of(number))));
    assertEquals(
        Optional.empty(),
        SpineAddress.read(json("d", List.of(JsonValue.of(number)), JsonValue.of(1))));
  }

  @Test
  void areRefusedWhereAFeatureIsNoNumber() {
    assertEquals(Optional.empty(), SpineAddress.read(json("d", steps(1), JsonValue.of("1"))));
  }
}
