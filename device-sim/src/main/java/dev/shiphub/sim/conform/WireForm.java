package dev.shiphub.sim.conform;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a message has to be written so that the least capable peers read it: JSON without any white
 * space, each element an object of its own, in the order of the schema (SHIP 11).
 */
final class WireForm {
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(4 << 20));

  /** The elements of each message, in the order of the schema. */
  private static final Map<String, List<String>> ELEMENTS =
      Map.of(
          "connectionHello", List.of("phase", "waiting", "prolongationRequest"),
          "messageProtocolHandshake", List.of("handshakeType", "version", "formats"),
          "messageProtocolHandshakeError", List.of("error"),
          "connectionPinState", List.of("pinState", "inputPermission"),
          "accessMethodsRequest", List.of(),
          "accessMethods", List.of("id", "dnsSd_mDns", "dns"),
          "connectionClose", List.of("phase", "maxTime", "reason"),
          "data", List.of("header", "payload", "extension"));

  private WireForm() {}

  /** What is wrong with a message that is JSON; empty if nothing is. */
  static Optional<String> complaint(byte[] message) {
    String text =
        new String(Arrays.copyOfRange(message, 1, message.length), StandardCharsets.UTF_8);
    if (!(READER.read(text) instanceof Parsed.Ok(JsonObject root))) {
      return Optional.of("it is no JSON object");
    }
    if (isSpaced(text)) {
      return Optional.of("it has white space between its elements");
    }
    if (root.members().size() != 1) {
      return Optional.of("its root has " + root.members().size() + " members");
    }
    var only = root.members().firstEntry();
    return elements(only.getKey(), only.getValue());
  }

  private static Optional<String> elements(String name, JsonValue value) {
    List<String> order = ELEMENTS.get(name);
    if (order == null || !(value instanceof JsonArray(List<JsonValue> items))) {
      return Optional.of(order == null ? "no message is named " + name : name + " is no list");
    }
    List<String> told = new ArrayList<>();
    for (JsonValue item : items) {
      if (!(item instanceof JsonObject(var members)) || members.size() != 1) {
        return Optional.of("an element of " + name + " is no object of its own");
      }
      told.add(members.firstEntry().getKey());
    }
    List<String> ordered = order.stream().filter(told::contains).toList();
    return told.equals(ordered)
        ? Optional.empty()
        : Optional.of(name + " has " + told + ", not in the order of " + order);
  }

  private static boolean isSpaced(String json) {
    return json.replaceAll("\"(?:[^\"\\\\]|\\\\.)*+\"", "").matches("(?s).*\\s.*");
  }
}
