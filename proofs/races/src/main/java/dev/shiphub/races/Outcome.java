package dev.shiphub.races;

import java.util.Locale;
import java.util.Optional;

/**
 * What came of one scenario in one layer.
 *
 * @param what the scenario, or the test
 * @param isPlanted whether its fault was planted
 * @param runs how many rounds there were
 * @param millis how long it took
 * @param found the first line about what was found
 */
record Outcome(String what, boolean isPlanted, long runs, long millis, Optional<String> found) {
  private static final String MARK = "outcome";

  /** Nothing counts that has not run; a planted fault is to be found, and nothing else. */
  boolean isAsItShouldBe() {
    return runs > 0 && found.isPresent() == isPlanted;
  }

  /** For people. */
  String words() {
    String time = String.format(Locale.ROOT, "%9d runs %6.1f s  ", runs, millis / 1_000.0);
    return time + found.map(what -> "found: " + what).orElse("nothing found");
  }

  /** As one line between processes. */
  String line() {
    return String.join(
        "\t",
        MARK,
        what,
        String.valueOf(isPlanted),
        String.valueOf(runs),
        String.valueOf(millis),
        found.orElse(""));
  }

  static Optional<Outcome> of(String line) {
    String[] parts = line.split("\t", -1);
    return parts.length == 6 && parts[0].equals(MARK)
        ? Optional.of(
            new Outcome(
                parts[1],
                Boolean.parseBoolean(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Optional.of(parts[5]).filter(words -> !words.isEmpty())))
        : Optional.empty();
  }
}
