package dev.shiphub.sim.conform;

import dev.shiphub.sim.bench.Declarations;
import dev.shiphub.sim.bench.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All runs of a suite, or of several that continue each other: a device that was run in two
 * configurations has runs under two parameter sheets.
 *
 * @param device who was tested, for people
 * @param date of the last run, such as 2026-01-31
 * @param runs in the order of the cases
 * @param took how long the suites took, one after the other
 */
public record Report(String device, String date, List<CaseRun> runs, Duration took) {
  private static final Comparator<CaseRun> IN_ORDER =
      Comparator.comparing(CaseRun::test, TestCase.inOrder())
          .thenComparing(CaseRun::roleWord, Comparator.reverseOrder());

  public Report {
    runs = runs.stream().sorted(IN_ORDER).toList();
  }

  /** This one with the runs of an earlier one that it does not repeat. */
  public Report continuing(Report earlier) {
    List<CaseRun> all = new ArrayList<>(earlier.runs);
    all.removeIf(old -> runs.stream().anyMatch(old::repeats));
    all.addAll(runs);
    return new Report(device, date, all, took.plus(earlier.took));
  }

  /** The parameter sheets that there were, in the order of the runs. */
  List<Declarations> sheets() {
    return runs.stream().map(CaseRun::declared).distinct().toList();
  }

  /** The worst verdict of each case's runs; one that does not apply is the least of them. */
  SequencedMap<TestCase, Verdict.Kind> verdicts() {
    SequencedMap<TestCase, Verdict.Kind> worst = new TreeMap<>(TestCase.inOrder());
    runs.forEach(
        run ->
            worst.merge(
                run.test(),
                run.verdict().kind(),
                (one, other) -> one.compareTo(other) >= 0 ? one : other));
    return worst;
  }

  /** Whether nothing failed and nothing is unknown. */
  public boolean isClean() {
    return verdicts().values().stream()
        .allMatch(kind -> kind == Verdict.Kind.PASSED || kind == Verdict.Kind.NOT_APPLICABLE);
  }

  /** The figure in one line: the official cases, then the others. */
  public String figure() {
    List<String> parts = new ArrayList<>();
    figure(OfficialCase.class::isInstance, "cases").ifPresent(parts::add);
    figure(OwnCase.class::isInstance, "further ones").ifPresent(parts::add);
    long ran =
        runs.stream().filter(run -> run.verdict().kind() != Verdict.Kind.NOT_APPLICABLE).count();
    parts.add(ran + " runs");
    parts.add(took.toSeconds() + " s");
    return "conformance: " + String.join(", ", parts);
  }

  private Optional<String> figure(Predicate<TestCase> which, String words) {
    Map<Verdict.Kind, Integer> counts = new EnumMap<>(Verdict.Kind.class);
    verdicts()
        .forEach(
            (test, kind) -> {
              if (which.test(test)) {
                counts.merge(kind, 1, Integer::sum);
              }
            });
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    String others =
        counts.entrySet().stream()
            .filter(count -> count.getKey() != Verdict.Kind.PASSED)
            .map(count -> ", " + count.getValue() + " " + count.getKey().words())
            .collect(Collectors.joining());
    return all == 0
        ? Optional.empty()
        : Optional.of(
            "%d of %d %s passed%s"
                .formatted(counts.getOrDefault(Verdict.Kind.PASSED, 0), all, words, others));
  }
}
