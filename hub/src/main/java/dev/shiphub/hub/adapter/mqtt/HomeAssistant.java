package dev.shiphub.hub.adapter.mqtt;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What Home Assistant is told, so that hub and devices appear by themselves: one message for each
 * of them with all its entities ("device discovery").
 *
 * @param version of this program
 * @param states every word for the state of a device
 */
record HomeAssistant(Topics topics, String version, List<String> states) {
  HomeAssistant {
    states = List.copyOf(states);
  }

  /** The hub itself. */
  JsonObject hub() {
    String id = id(topics.hub());
    JsonObjectBuilder device =
        JsonValue.object()
            .put("identifiers", JsonValue.array(JsonValue.of(id)))
            .put("name", "shiphub " + topics.hub().brief())
            .put("manufacturer", "shiphub")
            .put("model", "EEBUS hub")
            .put("sw_version", version);
    JsonObjectBuilder components =
        JsonValue.object()
            .put("status", link(id, "Running", topics.status()))
            .put("connected", count(id, "Connected devices", "connected"))
            .put("waiting", count(id, "Devices that ask to be paired", "waitingForTrust"));
    return message(device, components).build();
  }

  /** A device of the hub. */
  JsonObject device(Ski ski, JsonObject state) {
    String id = id(ski);
    JsonObjectBuilder device =
        JsonValue.object().put("identifiers", JsonValue.array(JsonValue.of(id)));
    device.put("name", state.text("name").orElse("EEBUS device " + ski.brief()));
    copy(state, "brand", device, "manufacturer");
    copy(state, "model", device, "model");
    copy(state, "serial", device, "serial_number");
    device.put("via_device", id(topics.hub()));
    JsonObjectBuilder components =
        JsonValue.object()
            .put("connected", link(id, "Connected", topics.availability(ski)))
            .put("state", state(id, ski));
    return message(device, components)
        .put(
            "availability",
            JsonValue.array(JsonValue.object().put("topic", topics.status()).build()))
        .build();
  }

  private String id(Ski ski) {
    return "shiphub_" + topics.hub().hex() + (ski.equals(topics.hub()) ? "" : "_" + ski.hex());
  }

  private JsonObjectBuilder message(JsonObjectBuilder device, JsonObjectBuilder components) {
    return JsonValue.object()
        .put("device", device)
        .put("origin", JsonValue.object().put("name", "shiphub").put("sw_version", version))
        .put("components", components);
  }

  private static JsonObjectBuilder link(String id, String name, String topic) {
    return entity("binary_sensor", id + "_link", name)
        .put("device_class", "connectivity")
        .put("state_topic", topic)
        .put("payload_on", "online")
        .put("payload_off", "offline");
  }

  private JsonObjectBuilder count(String id, String name, String member) {
    return entity("sensor", id + "_" + member, name)
        .put("state_topic", topics.about())
        .put("value_template", "{{ value_json." + member + " }}")
        .put("state_class", "measurement")
        .put("availability_topic", topics.status());
  }

  private JsonObjectBuilder state(String id, Ski ski) {
    return entity("sensor", id + "_state", "State")
        .put("device_class", "enum")
        .put("options", JsonValue.texts(states))
        .put("state_topic", topics.state(ski))
        .put("value_template", "{{ value_json.state }}")
        .put("json_attributes_topic", topics.state(ski));
  }

  private static JsonObjectBuilder entity(String platform, String uniqueId, String name) {
    return JsonValue.object()
        .put("platform", platform)
        .put("unique_id", uniqueId)
        .put("name", name)
        .put("entity_category", "diagnostic");
  }

  private static void copy(JsonObject from, String name, JsonObjectBuilder to, String as) {
    Optional<String> text = from.text(name);
    text.ifPresent(it -> to.put(as, it));
  }
}
