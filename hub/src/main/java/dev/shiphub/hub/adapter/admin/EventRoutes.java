package dev.shiphub.hub.adapter.admin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
   * A document with what is kept, for those who ask for JSON: the first ones after the one that the
   * client knows, or the latest. Else the feed, from the event after that one, or from now on.
   */
  private Reply events(AdminRequest request) {
    List<String> known =
        Stream.concat(
                request.lastEventId().stream(),
                Optional.ofNullable(request.query().get("since")).stream())
            .toList();
    if (!known.stream().allMatch(it -> number(it).isPresent())) {
      return Problem.badRequest(
          "the number of the last known event is no number",
          "give since=N or the header Last-Event-ID: N, with the seq of an event");
    }
    // Whoever resumes knows more than when the address was made.
    Optional<Long> after = known.stream().findFirst().flatMap(EventRoutes::number);
    if (!request.accept().contains("application/json")) {
      return new Reply.Feed(after.orElseGet(events::last));
    }
    Optional<String> wanted = Optional.ofNullable(request.query().get("limit"));
    Optional<Long> limit =
        wanted.flatMap(EventRoutes::number).filter(it -> it > 0 && it <= AdminLimits.EVENTS_PAGE);
    return wanted.isPresent() && limit.isEmpty()
        ? Problem.badRequest(
            "limit must be a number from 1 to " + AdminLimits.EVENTS_PAGE, "correct it")
        : page(after, limit.orElse((long) AdminLimits.EVENTS_PAGE).intValue());
  }

  private Reply page(Optional<Long> after, int most) {
    EventStream.Page page =
        after.map(known -> events.since(known, most)).orElseGet(() -> events.latest(most));
    return Reply.Document.ok(EventView.of(page, page.upTo() < events.last()));
  }

  private static Optional<Long> number(String text) {
    boolean isNumber =
        !text.isEmpty()
            && text.length() <= LONGEST_NUMBER
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
