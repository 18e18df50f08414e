package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first command that a newcomer types. */
@Timeout(180)
final class DemoIT {
  @Test
  void bringsFourDevicesIntoDataExchangeAndSaysHowLongItTook() throws Exception {
    try (Program demo = Program.start("demo", "--once", "--json")) {
      int code = demo.awaitExit(Duration.ofSeconds(120));
      assertEquals(0, code, demo.errors());
      JsonObject report = Program.json(String.join("\n", demo.lines()));
      List<JsonValue> devices = report.items("devices").orElseThrow();
      assertEquals(4, devices.size(), report.toString());
      assertTrue(
          devices.stream().allMatch(device -> ((JsonObject) device).text("ski").isPresent()),
          report.toString());
    }
  }
}
