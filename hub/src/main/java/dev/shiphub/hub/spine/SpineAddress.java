package dev.shiphub.hub.spine;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a peer's datagram comes from or goes to, short enough to be sent back.
 *
 * @param device empty where the sender does not know it yet
 * @param entity the way down the tree of entities
 * @param feature empty where the sender leaves it out
 */
record SpineAddress(Optional<String> device, List<Integer> entity, Optional<Integer> feature) {
  private static final int LONGEST_DEVICE = 256;
  private static final int DEEPEST = 16;

  SpineAddress {
    entity = List.copyOf(entity);
  }

  /** Empty if it is none, or longer than any device needs. */
  static Optional<SpineAddress> read(JsonObject json) {
    Optional<String> device = json.text("device");
    // An empty list of EEBUS JSON is read as an empty object, which has no items.
    List<JsonValue> steps = json.items("entity").orElse(List.of());
    List<Integer> entity = steps.stream().flatMap(step -> number(step).stream()).toList();
    Optional<Integer> feature = json.get("feature").flatMap(SpineAddress::number);
    boolean isWhole =
        entity.size() == steps.size() && feature.isPresent() == json.get("feature").isPresent();
    boolean isShort =
        steps.size() <= DEEPEST && device.filter(it -> it.length() > LONGEST_DEVICE).isEmpty();
    return isWhole && isShort
        ? Optional.of(new SpineAddress(device, entity, feature))
        : Optional.empty();
  }

  /** The same place on that device. */
  SpineAddress on(String name) {
    return new SpineAddress(Optional.of(name), entity, feature);
  }

  JsonObject toJson() {
    List<JsonValue> steps = new ArrayList<>();
    entity.forEach(step -> steps.add(JsonValue.of(step)));
    return JsonValue.object()
        .putIfPresent("device", device.map(JsonValue::of))
        .put("entity", new JsonArray(steps))
        .putIfPresent("feature", feature.map(number -> JsonValue.of(number)))
        .build();
  }

  private static Optional<Integer> number(JsonValue value) {
    return value instanceof JsonNumber number
        ? number
            .toLong()
            .filter(it -> it >= 0 && it <= Integer.MAX_VALUE)
            .map(it -> Math.toIntExact(it))
        : Optional.empty();
  }
}
