package dev.shiphub.hub.adapter.admin;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.Optional;

/**
 * Why a request is not fulfilled: a problem document (RFC 9457).
 *
 * @param status of HTTP
 * @param kind a stable word for programs, the end of the {@code type}
 * @param title the kind in words
 * @param detail what happened, and to which device
 * @param remedy what to do next
 * @param ski the device, if it is about one
 */
record Problem(
    int status, String kind, String title, String detail, String remedy, Optional<Ski> ski)
    implements Reply, Glance, Resolution, Body, PairBody, Desk.Fate, Identified, LoginOutcome {
  private static final String TYPE = "urn:shiphub:problem:";

  static Problem of(int status, String kind, String title, String detail, String remedy) {
    return new Problem(status, kind, title, detail, remedy, Optional.empty());
  }

  static Problem badRequest(String detail, String remedy) {
    return of(400, "bad-request", "The request cannot be understood", detail, remedy);
  }

  /** A bug of ours; says nothing about its inside. */
  static Problem internal() {
    return of(
        500,
        "internal-error",
        "Something broke in the daemon",
        "the request was not fulfilled because of a fault in the daemon",
        "look into the daemon's log, and report what it says");
  }

  /** The same, about a device. */
  Problem about(Ski device) {
    return new Problem(status, kind, title, detail, remedy, Optional.of(device));
  }

  JsonObject json() {
    JsonObjectBuilder json =
        JsonValue.object()
            .put("type", TYPE + kind)
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .put("remedy", remedy);
    ski.ifPresent(device -> json.put("ski", device.hex()));
    return json.build();
  }
}
