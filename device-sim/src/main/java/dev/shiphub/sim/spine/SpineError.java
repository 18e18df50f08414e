package dev.shiphub.sim.spine;

import dev.shiphub.ship.json.JsonValue;

/** The error numbers of a SPINE result that we send. */
enum SpineError {
  NONE(0, ""),
  DESTINATION_UNKNOWN(4, "there is no such feature"),
  NOT_SUPPORTED(6, "the feature does not offer this"),
  BINDING_REQUIRED(9, "only a bound client may write");

  private final int number;
  private final String description;

  SpineError(int number, String description) {
    this.number = number;
    this.description = description;
  }

  SpineCommand toCommand() {
    var json = JsonValue.object().put("errorNumber", number);
    return new SpineCommand(
        "resultData",
        (description.isEmpty() ? json : json.put("description", description)).build());
  }
}
