package dev.shiphub.sim.scenario;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.sim.bench.Said;
import dev.shiphub.sim.bench.ShipBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The messages of SHIP by the names of scenarios. */
final class Messages {
  /** What is asked by SPINE unless a scenario says otherwise. */
  static final String DISCOVERY = "nodeManagementDetailedDiscoveryData";

  private static final Map<String, String> ROOTS =
      Map.of(
          "hello", "connectionHello",
          "protocol", "messageProtocolHandshake",
          "protocol-error", "messageProtocolHandshakeError",
          "pin-state", "connectionPinState",
          "pin-input", "connectionPinInput",
          "pin-error", "connectionPinError",
          "access-methods-request", "accessMethodsRequest",
          "access-methods", "accessMethods",
          "close", "connectionClose");

  private Messages() {}

  /**
   * The bytes of a message.
   *
   * @param counter of SPINE, if it is data
   */
  static byte[] bytes(String name, Map<String, Told.Text> members, int counter) {
    return switch (name) {
      case "init" -> ShipBytes.CMI;
      case "data" -> ShipBytes.read(text(members, "function", DISCOVERY), counter);
      case "protocol" -> protocol(members);
      default ->
          message(name.equals("close") ? ShipBytes.END : ShipBytes.CONTROL, root(name, members));
    };
  }

  /** A message of that type whose text is this. */
  static byte[] json(String type, String text) {
    int number =
        switch (type) {
          case "data" -> ShipBytes.DATA;
          case "end" -> ShipBytes.END;
          default -> ShipBytes.CONTROL;
        };
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[json.length + 1];
    message[0] = (byte) number;
    System.arraycopy(json, 0, message, 1, json.length);
    return message;
  }

  private static byte[] message(int type, JsonObject root) {
    return json(type == ShipBytes.END ? "end" : "control", JsonWriter.COMPACT.text(root));
  }

  /** The form of SHIP: a list of objects with one member each (SHIP 11.3.2). */
  private static JsonObject root(String name, Map<String, Told.Text> members) {
    List<JsonValue> list = new ArrayList<>();
    members.forEach((key, value) -> list.add(JsonValue.object().put(key, value(value)).build()));
    return JsonValue.object().put(rootOf(name), new JsonArray(list)).build();
  }

  private static String rootOf(String name) {
    return Objects.requireNonNull(ROOTS.get(name), "names are checked");
  }

  private static byte[] protocol(Map<String, Told.Text> members) {
    return ShipBytes.control(
        "{\"messageProtocolHandshake\":[{\"handshakeType\":\"%s\"},{\"version\":[{\"major\":%s},{\"minor\":%s}]},{\"formats\":[{\"format\":[\"%s\"]}]}]}"
            .formatted(
                text(members, "type", "announceMax"),
                text(members, "major", "1"),
                text(members, "minor", "0"),
                text(members, "format", "JSON-UTF8")));
  }

  private static String text(Map<String, Told.Text> members, String key, String usual) {
    return Optional.ofNullable(members.get(key)).map(Told.Text::text).orElse(usual);
  }

  private static JsonValue value(Told.Text told) {
    if (!told.isQuoted() && (told.text().equals("true") || told.text().equals("false"))) {
      return JsonValue.of(Boolean.parseBoolean(told.text()));
    }
    Optional<JsonNumber> number =
        told.isQuoted() ? Optional.empty() : JsonNumber.parse(told.text());
    return number.isPresent() ? number.get() : JsonValue.of(told.text());
  }

  /** Whether the target has said a message of that name with these members. */
  static boolean is(Said said, String name, Map<String, Told.Text> members) {
    return switch (name) {
      case "any" -> true;
      case "init" -> said.isCmi();
      case "access-methods-request" -> said.isAccessRequest();
      case "data" ->
          said.spineHeader()
              .filter(header -> has(header, renamed(members, "classifier", "cmdClassifier")))
              .isPresent();
      default ->
          said.root(name.equals("close") ? ShipBytes.END : ShipBytes.CONTROL, rootOf(name))
              .filter(root -> has(root, renamed(members, "type", "handshakeType")))
              .isPresent();
    };
  }

  private static Map<String, Told.Text> renamed(
      Map<String, Told.Text> members, String from, String to) {
    Map<String, Told.Text> renamed = new LinkedHashMap<>();
    members.forEach((key, value) -> renamed.put(key.equals(from) ? to : key, value));
    return renamed;
  }

  private static boolean has(JsonObject root, Map<String, Told.Text> members) {
    return members.entrySet().stream()
        .allMatch(
            member ->
                root.get(member.getKey())
                    .filter(value -> plain(value).equals(member.getValue().text()))
                    .isPresent());
  }

  private static String plain(JsonValue value) {
    String text = JsonWriter.COMPACT.text(value);
    return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
  }
}
