package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;

/** Kept events as JSON. */
final class EventView {
  private EventView() {}

  /**
   * What is kept, as one document.
   *
   * @param page what {@code resyncRequired} in it says that something before is missing
   * @param hasMore whether there are later ones
   */
  static JsonObject of(EventStream.Page page, boolean hasMore) {
    JsonArray events =
        new JsonArray(page.notices().stream().<JsonValue>map(PublishedNotice::toJson).toList());
    return JsonValue.object()
        .put("events", events)
        .put("resyncRequired", page.isGap())
        .put("last", page.upTo())
        .put("more", hasMore)
        .build();
  }
}
