package dev.shiphub.hub.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Something that goes wrong, or that a user does.
 *
 * @param at when
 * @param kind what
 * @param node to which node; taken modulo how many there are
 * @param other to which other node, likewise
 * @param length how long it lasts
 */
record Action(Duration at, Kind kind, int node, int other, Duration length) {
  private static final List<Kind> KINDS = List.of(Kind.values());

  /** What can happen. */
  enum Kind {
    /** The process dies, its kernel resets the connections. */
    KILL,
    /** The power is cut: not a word. */
    POWER_CUT,
    /** Two hosts cannot reach each other. */
    PARTITION,
    /** A connection breaks. */
    RESET,
    /** A process hangs: it neither reads nor accepts. */
    STALL,
    /** Its multicast DNS record comes and goes. */
    FLAP,
    /** It gets another address. */
    MOVE,
    /** The hub's user pairs a device. */
    PAIR,
    /** The hub's user unpairs it. */
    UNPAIR,
    /** The hub's user unpairs it, pairs it, and regrets that before it is on the disk. */
    REGRET,
    /** The hub's user has the connection ended. */
    DISCONNECT,
    /** The device's user does not trust the hub for a while. */
    DISTRUST,
    /** The hub stops, and starts again. */
    STOP,
    /** The hub's disk takes nothing. */
    DISK,
    /** The hub's user opens the pairing window for a while. */
    WINDOW
  }

  /** What happens in the world of this seed. */
  static List<Action> plan(SplittableRandom random) {
    List<Action> plan = new ArrayList<>();
    int seconds = random.nextInt(5, 240);
    int actions = random.nextInt(2, 24);
    for (int i = 0; i < actions; i++) {
      plan.add(
          new Action(
              Duration.ofMillis(random.nextInt(seconds * 1_000)),
              KINDS.get(random.nextInt(KINDS.size())),
              random.nextInt(1_000),
              random.nextInt(1_000),
              length(random)));
    }
    plan.sort(Comparator.comparing(Action::at));
    return List.copyOf(plan);
  }

  /** Mostly short, now and then longer than every timeout. */
  private static Duration length(SplittableRandom random) {
    int most = random.nextInt(5) == 0 ? 150_000 : 4_000;
    return Duration.ofMillis(random.nextInt(20, most));
  }
}
