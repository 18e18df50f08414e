package dev.shiphub.bench;

import java.util.List;

/**
 * What became of a measurement.
 *
 * @param numbers the rows that it has
 * @param tallies empty if it was not measured
 * @param dropped how many rounds said nothing, because others had the machine
 * @param warmUp what was done before the rounds
 * @param note what else is to be said
 * @param trouble why there are no figures; empty if there are
 * @param isSkipped whether that is because something is missing here, and no fault
 */
record Outcome(
    List<Integer> numbers,
    List<Tally> tallies,
    int dropped,
    String warmUp,
    String note,
    String trouble,
    boolean isSkipped) {
  static Outcome skipped(List<Integer> numbers, String what) {
    return new Outcome(numbers, List.of(), 0, "", "", "needs " + what, true);
  }

  static Outcome failed(List<Integer> numbers, String why) {
    return new Outcome(numbers, List.of(), 0, "", "", why, false);
  }

  boolean isFault() {
    return !isSkipped && (!trouble.isEmpty() || tallies.stream().anyMatch(Tally::isBeyondExcuse));
  }
}
