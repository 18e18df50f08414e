package dev.shiphub.hub.spine;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;

/** What {@code resultData} can say. */
enum SpineResult {
  DONE(0, ""),
  MALFORMED(1, "the command names no data"),
  DESTINATION_UNKNOWN(4, "there is no such feature"),
  NOT_SUPPORTED(6, "the feature does not offer this");

  private final int errorNumber;
  private final String description;

  SpineResult(int errorNumber, String description) {
    this.errorNumber = errorNumber;
    this.description = description;
  }

  JsonObject toCommand() {
    var result = JsonValue.object().put("errorNumber", errorNumber);
    return JsonValue.object()
        .put("resultData", this == DONE ? result : result.put("description", description))
        .build();
  }
}
