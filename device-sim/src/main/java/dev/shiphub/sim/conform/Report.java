package dev.shiphub.sim.conform;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * All runs of a suite.
 *
 * @param device who was tested, for people
 * @param date of the run, such as 2026-01-31
 * @param declarations the parameter sheet
 * @param runs in the order of the cases
 * @param took how long it all took
 */
public record Report(
    String device, String date, Declarations declarations, List<CaseRun> runs, Duration took) {
  public Report {
    runs = List.copyOf(runs);
  }

  /** The worst verdict of each case's runs. */
  SequencedMap<OfficialCase, Verdict.Kind> verdicts() {
    SequencedMap<OfficialCase, Verdict.Kind> worst = new LinkedHashMap<>();
    runs.forEach(
        run ->
            worst.merge(
                run.official(),
                run.verdict().kind(),
                (one, other) -> one.compareTo(other) >= 0 ? one : other));
    return worst;
  }

  /** Whether nothing failed and nothing is unknown. */
  public boolean isClean() {
    return verdicts().values().stream()
        .allMatch(kind -> kind == Verdict.Kind.PASSED || kind == Verdict.Kind.NOT_APPLICABLE);
  }

  /** The figure in one line. */
  public String figure() {
    Map<Verdict.Kind, Integer> counts = new EnumMap<>(Verdict.Kind.class);
    verdicts().values().forEach(kind -> counts.merge(kind, 1, Integer::sum));
    String others =
        counts.entrySet().stream()
            .filter(count -> count.getKey() != Verdict.Kind.PASSED)
            .map(count -> ", " + count.getValue() + " " + count.getKey().words())
            .collect(Collectors.joining());
    return "conformance: %d of %d cases passed%s, %d runs, %d s"
        .formatted(
            counts.getOrDefault(Verdict.Kind.PASSED, 0),
            verdicts().size(),
            others,
            runs.size(),
            took.toSeconds());
  }
}
