package dev.shiphub.sim.quirk;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What quirks change in the members of a message, which is in EEBUS form (SHIP 11). Pure. */
final class Changes {
  private static final String WAITING = "waiting";
  private static final String PROLONGATION = "prolongationRequest";
  private static final long SECOND = 1_000;

  /** As an unsigned number of 32 bits that was to be -1 s. */
  private static final long UNDERFLOW = 0xFFFF_FFFFL - SECOND;

  private final Quirks quirks;

  Changes(Quirks quirks) {
    this.quirks = quirks;
  }

  /** The message as it is sent; empty for nothing. */
  Optional<JsonObject> of(String name, JsonObject root) {
    SequencedMap<String, JsonValue> members = members(root, name);
    return switch (name) {
      case "connectionHello" -> Optional.of(root(name, hello(members)));
      case "messageProtocolHandshakeError" ->
          Optional.of(quirks.has(Quirk.FLAT_ERROR) ? new JsonObject(members) : root(name, members));
      case "connectionClose" -> close(members).map(changed -> root(name, changed));
      default -> Optional.of(quirks.has(Quirk.SHUFFLED_ORDER) ? (JsonObject) reversed(root) : root);
    };
  }

  /** A hello whose waiting is read as seconds. */
  static JsonObject takenForSeconds(JsonObject root) {
    SequencedMap<String, JsonValue> members = members(root, "connectionHello");
    new JsonObject(members)
        .integer(WAITING)
        .ifPresent(told -> members.put(WAITING, JsonValue.of(Math.min(told, SECOND) * SECOND)));
    return new JsonObject(new LinkedHashMap<>(Map.of("connectionHello", list(members))));
  }

  private SequencedMap<String, JsonValue> hello(SequencedMap<String, JsonValue> members) {
    JsonObject told = new JsonObject(members);
    String phase = told.text("phase").orElse("");
    if ((phase.equals("pending") && quirks.has(Quirk.PENDING_WITHOUT_WAITING))
        || (phase.equals("ready") && quirks.has(Quirk.READY_WITHOUT_WAITING))) {
      members.remove(WAITING);
    }
    if (members.containsKey(WAITING) && quirks.has(Quirk.WAITING_UNDERFLOW)) {
      members.put(WAITING, JsonValue.of(UNDERFLOW));
    }
    if (quirks.has(Quirk.WAITING_IN_SECONDS)) {
      told.integer(WAITING).ifPresent(ms -> members.put(WAITING, JsonValue.of(ms / SECOND)));
    }
    if (quirks.has(Quirk.EXPLICIT_DEFAULTS)) {
      members.putIfAbsent(WAITING, JsonValue.of(0));
      members.putIfAbsent(PROLONGATION, JsonValue.of(false));
    }
    JsonValue request = members.get(PROLONGATION);
    if (request != null && quirks.has(Quirk.MISSPELT_PROLONGATION)) {
      members.remove(PROLONGATION);
      members.put("prolongation_request", request);
    }
    return members;
  }

  private Optional<SequencedMap<String, JsonValue>> close(SequencedMap<String, JsonValue> members) {
    boolean isConfirm = new JsonObject(members).text("phase").filter("confirm"::equals).isPresent();
    if (isConfirm && quirks.has(Quirk.NO_CLOSE_CONFIRM)) {
      return Optional.empty();
    }
    if (isConfirm && quirks.has(Quirk.ANNOUNCE_FOR_ANNOUNCE)) {
      members.put("phase", JsonValue.of("announce"));
      members.put("reason", JsonValue.of("User close"));
    }
    if (members.containsKey("reason") && quirks.has(Quirk.FREE_CLOSE_REASON)) {
      members.put("reason", JsonValue.of("User close"));
    }
    return Optional.of(members);
  }

  private JsonObject root(String name, SequencedMap<String, JsonValue> members) {
    JsonObject root = new JsonObject(new LinkedHashMap<>(Map.of(name, list(members))));
    return quirks.has(Quirk.SHUFFLED_ORDER) ? (JsonObject) reversed(root) : root;
  }

  private static SequencedMap<String, JsonValue> members(JsonObject root, String name) {
    SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
    for (JsonValue item : root.items(name).orElse(List.of())) {
      if (item instanceof JsonObject(SequencedMap<String, JsonValue> one)) {
        members.putAll(one);
      }
    }
    return members;
  }

  private static JsonArray list(SequencedMap<String, JsonValue> members) {
    List<JsonValue> items = new ArrayList<>();
    members.forEach((name, value) -> items.add(JsonValue.object().put(name, value).build()));
    return new JsonArray(items);
  }

  /** The members of every object backwards; lists of values stay as they are. */
  private static JsonValue reversed(JsonValue value) {
    return switch (value) {
      case JsonObject(SequencedMap<String, JsonValue> members) -> {
        SequencedMap<String, JsonValue> back = new LinkedHashMap<>();
        members.reversed().forEach((name, member) -> back.put(name, reversed(member)));
        yield new JsonObject(back);
      }
      case JsonArray(List<JsonValue> items) -> {
        List<JsonValue> changed = items.stream().map(Changes::reversed).toList();
        boolean isObject = items.stream().allMatch(JsonObject.class::isInstance);
        yield new JsonArray(isObject ? changed.reversed() : changed);
      }
      case JsonValue other -> other;
    };
  }
}
