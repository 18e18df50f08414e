package dev.shiphub.hub.model;

import dev.shiphub.hub.core.DoubleConnectionRule;
import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where an exploration starts. */
final class Scenario {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** How long a dead connection goes unnoticed if nobody asks. */
  static final Duration KEEP_ALIVE = Duration.ofSeconds(60);

  private static final Instant BEFORE = START.minus(Duration.ofHours(1));
  private static final Ski SMALL = new Ski("1000000000000000000000000000000000000000");
  private static final Ski BIG = new Ski("f000000000000000000000000000000000000000");

  private Scenario() {}

  /** A kind of node: what its mind is, for its SKI, its peer's, and when its first dial is due. */
  interface Kind {
    Mind born(Ski own, Ski peer, Instant firstDial);
  }

  static Kind ours(DoubleConnectionRule rule) {
    return (own, peer, firstDial) -> new OurMind(rule, own, peer, firstDial);
  }

  static Kind other(OtherRule rule) {
    return (own, peer, firstDial) -> new OtherMind(rule, own, peer, firstDial);
  }

  /** Both dials are due. */
  static Moment bothDial(Kind us, Kind peer, boolean isOursBigger, int hurries) {
    return start(new Cast(us, peer, isOursBigger), START, START, hurries);
  }

  /**
   * One has restarted and dials; the other still believes in the connection of before, and notices
   * that it is dead only after {@link #KEEP_ALIVE}.
   *
   * @param restarted who has
   * @param dialler who had dialled before
   */
  static Moment restart(Kind us, Kind peer, boolean isOursBigger, Side restarted, Side dialler) {
    Cast cast = new Cast(us, peer, isOursBigger);
    Instant ourDial = dialler == Side.US ? BEFORE : START;
    Instant theirDial = dialler == Side.PEER ? BEFORE : START;
    Moment settled = start(cast, ourDial, theirDial, 0);
    while (!settled.steps().isEmpty()) {
      settled = settled.after(settled.steps().getFirst());
    }
    Link stale = settled.links().getFirst().orphanedBy(restarted, START.plus(KEEP_ALIVE));
    return new Moment(
        START,
        restarted == Side.US ? cast.us(START) : settled.us(),
        restarted == Side.PEER ? cast.peer(START) : settled.peer(),
        List.of(),
        List.of(),
        List.of(stale),
        settled.usDials(),
        settled.peerDials(),
        0,
        Standing.since(START, true));
  }

  /** Who plays. */
  private record Cast(Kind us, Kind peer, boolean isOursBigger) {
    private Ski own() {
      return isOursBigger ? BIG : SMALL;
    }

    private Ski other() {
      return isOursBigger ? SMALL : BIG;
    }

    Story us(Instant firstDial) {
      return Story.of(other(), () -> us.born(own(), other(), firstDial));
    }

    Story peer(Instant firstDial) {
      return Story.of(own(), () -> peer.born(other(), own(), firstDial));
    }
  }

  private static Moment start(Cast cast, Instant ourDial, Instant theirDial, int hurries) {
    return new Moment(
        ourDial.isBefore(theirDial) ? ourDial : theirDial,
        cast.us(ourDial),
        cast.peer(theirDial),
        List.of(),
        List.of(),
        List.of(),
        0,
        0,
        hurries,
        Standing.since(START, false));
  }
}
