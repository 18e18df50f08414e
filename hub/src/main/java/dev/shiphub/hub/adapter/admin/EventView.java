package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.temporal.ChronoUnit;

/** Events as JSON; {@code ski} and {@code session} are left out where there is none. */
final class EventView {
  private EventView() {}

  static JsonObject of(PublishedNotice published) {
    Notice notice = published.notice();
    JsonObjectBuilder json =
        JsonValue.object()
            .put("seq", published.seq())
            .put("time", published.time().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("steadyMs", published.steadyMillis())
            .put("type", notice.type().label());
    notice.ski().ifPresent(ski -> json.put("ski", ski.hex()));
    notice.session().ifPresent(session -> json.put("session", session.toString()));
    return json.put("cause", notice.cause()).build();
  }

  /**
   * What is kept, as one document.
   *
   * @param page what {@code resyncRequired} in it says that something before is missing
   */
  static JsonObject of(EventStream.Page page) {
    JsonArray events =
        new JsonArray(page.notices().stream().<JsonValue>map(EventView::of).toList());
    return JsonValue.object()
        .put("events", events)
        .put("resyncRequired", page.isGap())
        .put("last", page.upTo())
        .build();
  }
}
