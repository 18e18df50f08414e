package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has been seen of one device since a step of the tour began.
 *
 * @param events those of the hub about it, in order
 * @param dials who dialled the connections that the device has seen open: {@code hub} or {@code
 *     device}
 * @param view how the hub sees it now, as in the API
 * @param isDead whether its process has ended
 */
record TourSight(List<Doc> events, List<String> dials, Doc view, boolean isDead) {
  /** Nothing yet. */
  static final TourSight NOTHING =
      new TourSight(List.of(), List.of(), new Doc(JsonObject.EMPTY), false);

  TourSight {
    events = List.copyOf(events);
    dials = List.copyOf(dials);
  }

  /** An event of the hub about this device. */
  TourSight happened(Doc event) {
    return new TourSight(and(events, event), dials, view, isDead);
  }

  /** The device has printed a line. */
  TourSight printed(Doc line) {
    if (!line.text("event").equals("connected")) {
      return this;
    }
    String who = line.text("role").equals("client") ? "device" : "hub";
    return new TourSight(events, and(dials, who), view, isDead);
  }

  TourSight looked(Doc now, boolean hasEnded) {
    return new TourSight(events, dials, now, hasEnded);
  }

  private static <T> List<T> and(List<T> list, T one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }

  /** Whether all of these have happened. */
  boolean has(String... types) {
    return types().containsAll(List.of(types));
  }

  /** How often that has happened. */
  int count(String type) {
    return Collections.frequency(types(), type);
  }

  private List<String> types() {
    return events.stream().map(event -> event.text("type")).toList();
  }

  /**
   * Whether it is in data exchange and there is no other connection, not even a closing one. Its
   * session is the last that was told: else there is more to come.
   */
  boolean isConnectedOnce() {
    return view.text("state").equals("connected")
        && connections() == 1
        && lastStarted().equals(Optional.of(view.inner("session").text("id")));
  }

  private Optional<String> lastStarted() {
    return events.stream()
        .filter(event -> event.text("type").equals("SessionStarted"))
        .map(event -> event.text("session"))
        .reduce((_, later) -> later);
  }

  /** Whether the hub knows it, and is not in data exchange with it. */
  boolean isOut() {
    return view.has("state") && !view.has("session");
  }

  /** Whether the hub knows it, and there is no connection of any kind. */
  boolean isApart() {
    return isOut() && connections() == 0;
  }

  boolean isPaired() {
    return view.flag("paired");
  }

  private int connections() {
    return view.docs("connections").size();
  }

  /** All of it in a line. */
  String words() {
    String heard = events.isEmpty() ? "no events" : String.join(", ", types());
    String dialled =
        dials.isEmpty()
            ? ""
            : dials.stream().collect(Collectors.joining(" and ", "; dialled by ", ""));
    String state = view.firstOf("state").orElse("unknown to the hub");
    String because = view.firstOf("because").map(why -> " (" + why + ")").orElse("");
    String process = isDead ? "; its process has ended" : "";
    return "%s%s; %s%s; connections: %d%s"
        .formatted(heard, dialled, state, because, connections(), process);
  }
}
