package dev.shiphub.hub.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Home Assistant drops a message that does not fit, and says so only in its own log. */
final class HomeAssistantTest {
  private static final Ski HUB = new Ski("8".repeat(40));
  private static final Ski DEVICE = new Ski("a".repeat(40));
  private static final Schema SCHEMA = schema();
  private final HomeAssistant homeAssistant =
      new HomeAssistant(
          new Topics("shiphub", HUB, "homeassistant"), "1.2.3", List.of("connected", "not-seen"));
  private final JsonObject state =
      JsonValue.object()
          .put("name", "Pump in the cellar")
          .put("brand", "Acme")
          .put("model", "X1")
          .put("state", "connected")
          .build();

  private static Schema schema() {
    InputStream text =
        HomeAssistantTest.class.getResourceAsStream("/home-assistant/device-discovery.schema.json");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Objects.requireNonNull(text), InputFormat.JSON);
  }

  private static List<String> faults(String message) {
    return SCHEMA.validate(message, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private String device() {
    return JsonWriter.COMPACT.text(homeAssistant.device(DEVICE, state));
  }

  private String hub() {
    return JsonWriter.COMPACT.text(homeAssistant.hub());
  }

  @Test
  void bothMessagesFitTheDocumentedSchema() {
    assertEquals(List.of(), faults(hub()));
    assertEquals(List.of(), faults(device()));
    assertEquals(
        List.of(), faults(JsonWriter.COMPACT.text(homeAssistant.device(DEVICE, JsonObject.EMPTY))));
  }

  /** The schema finds the slips that Home Assistant would stumble over. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "device_class":"enum"   | "device_class":"enumeration"
          "device_class":"enum",  | ''
          "platform":"sensor"     | "platform":"sensors"
          "unique_id"             | "uniqueid"
          "identifiers"           | "ids"
          /state"                 | /+/state"
          "options":              | "state_class":"measurement","options":
          """)
  void aSlipIsFound(String right, String wrong) {
    String slip = device().replace(right, wrong);
    assertNotEquals(device(), slip);
    assertNotEquals(List.of(), faults(slip));
  }

  @Test
  void noTwoEntitiesHaveOneId() {
    List<String> ids =
        Stream.of(hub(), device())
            .flatMap(it -> Pattern.compile("\"unique_id\":\"[^\"]+\"").matcher(it).results())
            .map(MatchResult::group)
            .toList();
    assertEquals(5, ids.size());
    assertEquals(5, ids.stream().distinct().count(), ids.toString());
  }

  // A device that two hubs know is two devices: each of them has its own link to it.
  @Test
  void idsNameTheHub() {
    assertTrue(device().contains("\"identifiers\":[\"shiphub_" + HUB + "_" + DEVICE + "\"]"));
    assertTrue(device().contains("\"via_device\":\"shiphub_" + HUB + "\""));
  }
}
