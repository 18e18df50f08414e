package dev.shiphub.hub.model;

import dev.shiphub.hub.core.DoubleConnectionRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Our hub and a kind of peer.
 *
 * @param peer its rule's name
 * @param kind what it is
 * @param isOursBigger whether our SKI is the bigger one
 */
record Pairing(String peer, Scenario.Kind kind, boolean isOursBigger) {
  private static final Scenario.Kind OURS = Scenario.ours(DoubleConnectionRule.EVIDENCE);

  /** Every rule of others and our own, with both orders of SKIs. */
  static List<Pairing> all() {
    return Stream.concat(
            Arrays.stream(OtherRule.values()).flatMap(Pairing::with), both("our own", OURS))
        .toList();
  }

  static Stream<Pairing> with(OtherRule rule) {
    return both(rule.label(), Scenario.other(rule));
  }

  private static Stream<Pairing> both(String name, Scenario.Kind kind) {
    return Stream.of(new Pairing(name, kind, true), new Pairing(name, kind, false));
  }

  /**
   * When both dial.
   *
   * @param slowSteps how often a timer may fire before what is on its way
   */
  Figures bothDial(int slowSteps) {
    return Exploration.of(Scenario.bothDial(OURS, kind, isOursBigger, slowSteps), 6);
  }

  /** After a restart of that side, when that side had dialled before. */
  Figures restart(Side restarted, Side dialler) {
    return Exploration.of(Scenario.restart(OURS, kind, isOursBigger, restarted, dialler), 12);
  }

  @Override
  public String toString() {
    return peer + (isOursBigger ? " >" : " <");
  }
}
