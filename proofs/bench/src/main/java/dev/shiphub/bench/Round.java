package dev.shiphub.bench;

import java.util.Arrays;
import java.util.List;

/**
 * One round: ours, then theirs.
 *
 * @param foreign what part of the machine processes had that are none of the benchmark's
 * @param steal what part other machines had
 */
record Round(List<Double> ours, List<Double> theirs, double foreign, double steal) {
  /** More of both than this, and the round says nothing. */
  private static final double MOST = 0.25;

  static Round of(double[] ours, double[] theirs, double foreign, double steal) {
    return new Round(
        Arrays.stream(ours).boxed().toList(),
        Arrays.stream(theirs).boxed().toList(),
        foreign,
        steal);
  }

  boolean isDropped() {
    return foreign > MOST || steal > MOST;
  }
}
