package dev.shiphub.hub.model;

import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a node has been told so far, as far as its decisions can depend on it.
 *
 * <p>What happens at different nodes in different orders tells each of them the same, and so leads
 * to the same object; and so does what leaves a node in the same state. A node need not be copied:
 * one that is asked again is told everything again.
 */
final class Story {
  private final Origin origin;
  private final Optional<Story> before;
  private final Optional<Told> last;
  private final Map<Told, Outcome> next = new HashMap<>();
  private final Optional<Instant> deadline;

  /** The mind that has heard exactly this, until it is told more. */
  private Optional<Mind> mind;

  /** What a node comes to and does when it is told one more thing. */
  record Outcome(Story story, List<HubEffect> effects) {}

  /** Where all stories of a node begin. */
  private record Origin(Ski peer, Supplier<Mind> birth, Map<Object, Story> known) {}

  /** An event, or that the deadline is there. */
  private record Told(Optional<HubEvent> event, Instant at) {
    List<HubEffect> to(Mind mind) {
      return event.map(news -> mind.on(news, at)).orElseGet(() -> mind.onDeadline(at));
    }
  }

  private Story(Origin origin, Optional<Story> before, Optional<Told> last, Mind mind) {
    this.origin = origin;
    this.before = before;
    this.last = last;
    this.mind = Optional.of(mind);
    deadline = mind.deadline();
  }

  /** A node that has heard nothing yet, and whose peer is this. */
  static Story of(Ski peer, Supplier<Mind> birth) {
    Origin origin = new Origin(peer, birth, new HashMap<>());
    return new Story(origin, Optional.empty(), Optional.empty(), birth.get());
  }

  Outcome told(HubEvent event, Instant now) {
    return next(new Told(Optional.of(event), now));
  }

  Outcome due(Instant now) {
    return next(new Told(Optional.empty(), now));
  }

  private Outcome next(Told told) {
    Outcome known = next.get(told);
    if (known != null) {
      return known;
    }
    Mind hearing = mind.orElseGet(this::retold);
    mind = Optional.empty();
    List<HubEffect> effects = List.copyOf(told.to(hearing));
    Story after =
        origin
            .known()
            .computeIfAbsent(
                Fingerprint.of(hearing),
                _ -> new Story(origin, Optional.of(this), Optional.of(told), hearing));
    Outcome outcome = new Outcome(after, effects);
    next.put(told, outcome);
    return outcome;
  }

  private Mind retold() {
    Deque<Told> all = new ArrayDeque<>();
    for (Optional<Story> at = Optional.of(this); at.isPresent(); at = at.get().before) {
      at.get().last.ifPresent(all::addFirst);
    }
    Mind fresh = origin.birth().get();
    all.forEach(told -> told.to(fresh));
    return fresh;
  }

  /** Who is at the other end of its connections. */
  Ski peer() {
    return origin.peer();
  }

  Optional<Instant> deadline() {
    return deadline;
  }
}
