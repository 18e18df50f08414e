package dev.shiphub.sim.spine;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a datagram comes from or goes to; senders leave out what they do not know.
 *
 * @param device the SPINE address of the device
 * @param entity the way down the tree of entities, at most {@value #DEEPEST} steps
 * @param feature the number of the feature
 */
public record SpineAddress(
    Optional<String> device, List<Integer> entity, Optional<Integer> feature) {
  private static final int DEEPEST = 8;

  public SpineAddress {
    entity = List.copyOf(entity);
  }

  /** The address of a feature of a known device. */
  static SpineAddress of(String device, List<Integer> entity, int feature) {
    return new SpineAddress(Optional.of(device), entity, Optional.of(feature));
  }

  /** The node management of a device whose address is not known yet. */
  static SpineAddress nodeManagement() {
    return new SpineAddress(Optional.empty(), List.of(0), Optional.of(0));
  }

  /** This address on a device. */
  SpineAddress on(String name) {
    return new SpineAddress(Optional.of(name), entity, feature);
  }

  JsonObject toJson() {
    List<JsonValue> steps = new ArrayList<>();
    entity.forEach(step -> steps.add(JsonValue.of(step)));
    return JsonValue.object()
        .putIfPresent("device", device.map(JsonValue::of))
        .put("entity", new JsonArray(steps))
        .putIfPresent("feature", feature.map(id -> JsonValue.of(id)))
        .build();
  }

  /** Empty if a number in it is none. */
  static Optional<SpineAddress> read(JsonObject json) {
    List<Integer> entity = new ArrayList<>();
    // An empty list of EEBUS JSON is read as an empty object, which has no items either.
    for (JsonValue step : json.items("entity").orElse(List.of())) {
      Optional<Integer> id = id(step);
      if (id.isEmpty() || entity.size() == DEEPEST) {
        return Optional.empty();
      }
      entity.add(id.get());
    }
    Optional<JsonValue> feature = json.get("feature");
    Optional<Integer> id = feature.flatMap(SpineAddress::id);
    return feature.isPresent() && id.isEmpty()
        ? Optional.empty()
        : Optional.of(new SpineAddress(json.text("device"), entity, id));
  }

  private static Optional<Integer> id(JsonValue value) {
    return value instanceof JsonNumber number
        ? number
            .toLong()
            .filter(id -> id >= 0 && id <= Integer.MAX_VALUE)
            .map(id -> Math.toIntExact(id))
        : Optional.empty();
  }
}
