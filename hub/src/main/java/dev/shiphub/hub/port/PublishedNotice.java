package dev.shiphub.hub.port;

import dev.shiphub.hub.core.Notice;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A notice with its place in the one total order.
 *
 * @param seq counts up without gaps within a run, and never goes back, over restarts either
 * @param time by the wall clock, which may step
 * @param steadyMillis milliseconds since the hub was started, never stepping
 * @param notice what happened
 */
public record PublishedNotice(long seq, Instant time, long steadyMillis, Notice notice) {
  /**
   * The form in which it leaves the hub, in files and over the API; {@code ski} and {@code session}
   * are left out where there is none.
   */
  public JsonObject toJson() {
    return JsonValue.object()
        .put("seq", seq)
        .put("time", time.truncatedTo(ChronoUnit.MILLIS).toString())
        .put("steadyMs", steadyMillis)
        .put("type", notice.type().label())
        .putIfPresent("ski", notice.ski().map(ski -> JsonValue.of(ski.hex())))
        .putIfPresent("session", notice.session().map(id -> JsonValue.of(id.toString())))
        .put("cause", notice.cause())
        .build();
  }
}
