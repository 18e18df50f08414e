package dev.shiphub.hub.model;

import dev.shiphub.hub.core.HubEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole world between two steps: equal moments have equal futures.
 *
 * @param us what our node has been told
 * @param peer what the other has been told
 * @param usDesk events that wait for our node, in order
 * @param peerDesk events that wait for the other
 * @param links the connections that are not over, by number
 * @param usDials how often we have dialled
 * @param peerDials how often the other has
 * @param hurries how often time may still pass though something is on its way
 */
record Moment(
    Instant now,
    Story us,
    Story peer,
    List<HubEvent> usDesk,
    List<HubEvent> peerDesk,
    List<Link> links,
    int usDials,
    int peerDials,
    int hurries,
    Standing standing) {
  /** Something that can happen next. */
  sealed interface Step {
    /** A packet arrives. */
    record Arrive(int link, Side at) implements Step {}

    /** A node takes the next event from its desk. */
    record Think(Side side) implements Step {}

    /** A node's deadline is there. */
    record Wake(Side side) implements Step {}

    /** The timer of an end is over. */
    record Ring(int link, Side at) implements Step {}

    /** Nothing happens until then; what is on its way is slow. */
    record Pass(Instant until, boolean isHurried) implements Step {}
  }

  Story story(Side side) {
    return side == Side.US ? us : peer;
  }

  int dials(Side side) {
    return side == Side.US ? usDials : peerDials;
  }

  List<HubEvent> desk(Side side) {
    return side == Side.US ? usDesk : peerDesk;
  }

  /** All that can happen next; nothing if the world is at rest. */
  List<Step> steps() {
    List<Step> timers = timersDue();
    List<Step> steps = new ArrayList<>(timers);
    for (Side side : Side.values()) {
      if (!desk(side).isEmpty()) {
        steps.add(new Step.Think(side));
      }
      links.stream()
          .filter(link -> canArrive(link, side))
          .forEach(link -> steps.add(new Step.Arrive(link.number(), side)));
    }
    boolean isIdle = steps.isEmpty();
    if (isIdle || (hurries > 0 && timers.isEmpty())) {
      nextTimer().ifPresent(at -> steps.add(new Step.Pass(at, !isIdle)));
    }
    return steps;
  }

  /** Messages wait until the handshake may begin. */
  private static boolean canArrive(Link link, Side at) {
    if (link.lane(at).isEmpty()) {
      return false;
    }
    End end = link.end(at);
    boolean isMessage = link.lane(at).getFirst() instanceof Packet.Message;
    return !isMessage || end.isStarted() || end.phase() == End.Phase.CLOSING;
  }

  private List<Step> timersDue() {
    List<Step> due = new ArrayList<>();
    for (Side side : Side.values()) {
      if (isDue(story(side).deadline())) {
        due.add(new Step.Wake(side));
      }
      for (Link link : links) {
        if (isDue(link.end(side).timer())) {
          due.add(new Step.Ring(link.number(), side));
        }
      }
    }
    return due;
  }

  private boolean isDue(Optional<Instant> timer) {
    return timer.filter(at -> !at.isAfter(now)).isPresent();
  }

  private Optional<Instant> nextTimer() {
    Stream<Optional<Instant>> ofNodes = Stream.of(us.deadline(), peer.deadline());
    Stream<Optional<Instant>> ofEnds =
        links.stream().flatMap(link -> Stream.of(link.us().timer(), link.peer().timer()));
    return Stream.concat(ofNodes, ofEnds).flatMap(Optional::stream).min(Instant::compareTo);
  }

  boolean isCommon() {
    return links.stream().anyMatch(Link::isCommon);
  }

  /** Whether both rest on one and the same connection, and nothing else is left. */
  boolean isSettled() {
    return links.size() == 1 && isCommon();
  }

  Moment after(Step step) {
    Turn turn = new Turn(this);
    switch (step) {
      case Step.Arrive(int link, Side at) -> turn.arrive(link, at);
      case Step.Think(Side side) -> turn.think(side);
      case Step.Wake(Side side) -> turn.wake(side);
      case Step.Ring(int link, Side at) -> turn.ring(link, at);
      case Step.Pass(Instant until, boolean isHurried) -> turn.pass(until, isHurried);
    }
    return turn.end();
  }
}
