package dev.shiphub.sim.spine;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * What a datagram is about.
 *
 * @param function the name of the data, for instance {@code measurementListData}; as sent, unknown
 *     ones too
 * @param data its content, in ordinary JSON
 */
public record SpineCommand(String function, JsonObject data) {
  /** What may stand beside the data: how to apply it, or who else defined it. */
  private static final Set<String> BESIDE =
      Set.of("function", "filter", "manufacturerSpecificExtension", "lastUpdateAt");

  static SpineCommand empty(String function) {
    return new SpineCommand(function, JsonObject.EMPTY);
  }

  JsonObject toJson() {
    return JsonValue.object().put(function, data).build();
  }

  /** Empty if it names no data. */
  static Optional<SpineCommand> read(JsonObject json) {
    return json.members().entrySet().stream()
        .filter(member -> !BESIDE.contains(member.getKey()))
        .findFirst()
        .map(
            member ->
                new SpineCommand(
                    member.getKey(),
                    member.getValue() instanceof JsonObject data ? data : JsonObject.EMPTY));
  }
}
