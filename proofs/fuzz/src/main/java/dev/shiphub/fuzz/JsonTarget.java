package dev.shiphub.fuzz;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.json.Parsed;
import dev.shiphub.ship.wire.EebusJson;
import java.util.List;

/** JSON, and the form that EEBUS gives to it. */
public final class JsonTarget {
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(1 << 16));
  private static final JsonReader ROOMY = new JsonReader(JsonLimits.ofBytes(1 << 20));

  private JsonTarget() {}

  /** What is read is written and read again the same, plainly and in EEBUS form. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (Cost.within(input.length, () -> READER.read(input)) instanceof Parsed.Ok(JsonValue value)) {
      for (JsonWriter writer : List.of(JsonWriter.COMPACT, JsonWriter.BRACKET_SAFE)) {
        Parsed again = ROOMY.read(writer.bytes(value));
        Finding.unless(
            again.equals(new Parsed.Ok(value)), "written and read again it is another: " + again);
      }
      if (value instanceof JsonObject object) {
        JsonObject plain = EebusJson.toPlain(object);
        JsonObject once = EebusJson.toPlain(EebusJson.fromPlain(plain));
        JsonObject twice = EebusJson.toPlain(EebusJson.fromPlain(once));
        Finding.unless(once.equals(twice), "EEBUS form there and back does not settle: " + once);
      }
    }
  }
}
