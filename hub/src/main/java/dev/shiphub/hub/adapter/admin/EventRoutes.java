package dev.shiphub.hub.adapter.admin;

import java.util.List;
import java.util.Optional;

/** What happened and happens. Any thread. */
final class EventRoutes {
  private static final int LONGEST_NUMBER = 18;

  private final EventStream events;

  EventRoutes(EventStream events) {
    this.events = events;
  }

  List<Route> routes() {
    return List.of(Route.of("GET", "/api/v1/events", this::events));
  }

  /**
   * A document with what is kept, for those who ask for JSON; else the feed, from the event after
   * the one that the follower knows, or from now on.
   */
  private Reply events(AdminRequest request) {
    Optional<String> since =
        request.lastEventId().or(() -> Optional.ofNullable(request.query().get("since")));
    Optional<Long> after = since.flatMap(EventRoutes::number);
    if (since.isPresent() && after.isEmpty()) {
      return Problem.badRequest(
          "the number of the last known event is no number",
          "give since=N or the header Last-Event-ID: N, with the seq of an event");
    }
    if (request.accept().contains("application/json")) {
      return Reply.Document.ok(EventView.of(after.map(events::since).orElseGet(events::all)));
    }
    return new Reply.Feed(after.orElseGet(events::last));
  }

  private static Optional<Long> number(String text) {
    boolean isNumber =
        !text.isEmpty()
            && text.length() <= LONGEST_NUMBER
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
