package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All runs of a suite.
 *
 * @param daemon who was attacked, for people
 * @param date of the run, such as 2026-01-31
 * @param runs in the order of the cases
 * @param took how long the suite took
 * @param noticed what the bystanders noticed from the first case to the last
 * @param late what would have been too late for them
 * @param before what the daemon held before the first case, if its process is known
 * @param after what it held when all was over
 */
public record AttackReport(
    String daemon,
    String date,
    List<AttackRun> runs,
    Duration took,
    Noticed noticed,
    Duration late,
    Optional<Vitals> before,
    Optional<Vitals> after) {
  /** What a full collection may leave more than before, in KiB: caches that are bounded. */
  static final long HEAP_MARGIN = 4096;

  public AttackReport {
    runs =
        runs.stream()
            .sorted(
                Comparator.comparingInt(
                    run ->
                        Attack.all().stream()
                            .map(Attack::name)
                            .toList()
                            .indexOf(run.attack().name())))
            .toList();
  }

  /** Whether every case is passed, the bystanders missed nothing and all was given back. */
  public boolean isClean() {
    return count(Verdict.Kind.PASSED) + count(Verdict.Kind.NOT_APPLICABLE) == runs.size()
        && noticed.complaint().isEmpty()
        && kept().isEmpty();
  }

  long count(Verdict.Kind kind) {
    return runs.stream().filter(run -> run.verdict().kind() == kind).count();
  }

  /** What the daemon has not given back; empty if it has, or if nobody looked. */
  public Optional<String> kept() {
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    Vitals first = before.get();
    Vitals last = after.get();
    boolean isBack =
        last.descriptors() <= first.descriptors()
            && last.threads() <= first.threads()
            && heapGrowth().filter(more -> more > HEAP_MARGIN).isEmpty();
    return isBack
        ? Optional.empty()
        : Optional.of("not back at the base line: " + first.words() + " -> " + last.words());
  }

  private Optional<Long> heapGrowth() {
    return before
        .flatMap(Vitals::heap)
        .flatMap(first -> after.flatMap(Vitals::heap).map(last -> last - first));
  }

  /** The figure in one line. */
  public String figure() {
    String others =
        Stream.of(Verdict.Kind.FAILED, Verdict.Kind.INCONCLUSIVE, Verdict.Kind.NOT_APPLICABLE)
            .filter(kind -> count(kind) > 0)
            .map(kind -> ", " + count(kind) + " " + kind.words())
            .collect(Collectors.joining());
    return "attack: %d of %d cases as expected%s; bystanders: %s (late is %d ms); %s; %d s"
        .formatted(
            count(Verdict.Kind.PASSED),
            runs.size(),
            others,
            noticed.words(),
            late.toMillis(),
            vitals(),
            took.toSeconds());
  }

  private String vitals() {
    return before.isEmpty()
        ? "the daemon's process was not looked at"
        : before.get().words() + " -> " + after.map(Vitals::words).orElse("gone");
  }
}
