package dev.shiphub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Measures every row, or those that are chosen, prints the table and writes it. Fails if a
 * measurement broke or is three times as bad as its bar; what is missing here is skipped and said.
 */
public final class BenchMain {
  private final Path root;
  private final Options options;
  private final long start = System.nanoTime();

  /**
   * @param rows which rows of the issue; none for all
   * @param rounds how many that count
   * @param isSmoke the short run of CI
   * @param isWritten whether to write docs/benchmarks.md
   */
  private record Options(Set<Integer> rows, int rounds, boolean isSmoke, boolean isWritten) {
    static Options of(List<String> args) {
      boolean isSmoke = Boolean.parseBoolean(option(args, "smoke"));
      Set<Integer> chosen =
          Arrays.stream(option(args, "rows").split(",", -1))
              .filter(row -> !row.isBlank())
              .map(row -> Integer.valueOf(row.strip()))
              .collect(Collectors.toSet());
      int wanted = Integer.parseInt(option(args, "rounds"));
      int usual = isSmoke ? 2 : 5;
      boolean isWritten = Boolean.parseBoolean(option(args, "write"));
      return new Options(chosen, wanted > 0 ? wanted : usual, isSmoke, isWritten);
    }

    private static String option(List<String> args, String name) {
      return args.stream()
          .filter(arg -> arg.startsWith(name + "="))
          .map(arg -> arg.substring(name.length() + 1))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no " + name + "="));
    }

    boolean isChosen(Row row) {
      return rows.isEmpty() || row.numbers().stream().anyMatch(rows::contains);
    }
  }

  private BenchMain(Path root, Options options) {
    this.root = root;
    this.options = options;
  }

  /**
   * Runs.
   *
   * @param args the root of the repository; {@code rows=} with commas between or nothing, {@code
   *     rounds=} or 0, {@code smoke=}, {@code write=}
   */
  public static void main(String[] args) throws Exception {
    boolean isGood = new BenchMain(Path.of(args[0]), Options.of(List.of(args))).run();
    System.exit(isGood ? 0 : 1);
  }

  private boolean run() throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("shiphub-bench");
    try {
      Workplace place = new Workplace(root, scratch, options.isSmoke(), this::say);
      return measure(place);
    } finally {
      Scratch.remove(scratch);
    }
  }

  private boolean measure(Workplace place) throws IOException, InterruptedException {
    List<Row> chosen = Rows.ALL.stream().filter(options::isChosen).toList();
    List<Outcome> outcomes = new ArrayList<>();
    List<Double> loads = new ArrayList<>();
    for (Row row : chosen) {
      loads.add(Machine.load());
      Outcome outcome = new Session(place, options.rounds()).run(row);
      outcomes.add(outcome);
      tell(outcome);
    }
    loads.add(Machine.load());
    List<String> page = new Page(outcomes, command(), place, loads).lines();
    page.stream().filter(line -> line.startsWith("|")).forEach(System.out::println);
    if (options.isWritten()) {
      Files.write(root.resolve("docs/benchmarks.md"), page);
    }
    List<List<Integer>> faults =
        outcomes.stream().filter(Outcome::isFault).map(Outcome::numbers).toList();
    List<List<Integer>> skipped =
        outcomes.stream().filter(Outcome::isSkipped).map(Outcome::numbers).toList();
    say(
        String.format(
            "%d rows%s%s",
            chosen.size(),
            skipped.isEmpty() ? "" : ", SKIPPED: " + skipped,
            faults.isEmpty() ? ", none beyond its guard" : ", WRONG: " + faults));
    return faults.isEmpty() && !chosen.isEmpty();
  }

  private void tell(Outcome outcome) {
    if (!outcome.trouble().isEmpty()) {
      say(
          "row "
              + outcome.numbers()
              + (outcome.isSkipped() ? " SKIPPED: " : " FAILED: ")
              + outcome.trouble());
    }
    if (!outcome.note().isEmpty()) {
      say("row " + outcome.numbers() + " " + outcome.note());
    }
    for (Tally tally : outcome.tallies()) {
      say(
          String.format(
              "row %s  %s: %s %s, %s %s, ratio %s (%s), %s: %s",
              tally.line().number(),
              tally.line().what(),
              Tally.figure(tally.ours()),
              tally.line().unit(),
              tally.line().against(),
              Tally.figure(tally.theirs()),
              Tally.figure(tally.ratio()),
              tally.spread(),
              tally.line().bar().words(),
              tally.isBeyondExcuse() ? "WRONG" : tally.verdict()));
    }
  }

  private String command() {
    return "mvn verify -P bench"
        + (options.isSmoke() ? " -Dbench.smoke=true" : "")
        + (options.rows().isEmpty()
            ? ""
            : " -Dbench.rows="
                + String.join(",", options.rows().stream().sorted().map(String::valueOf).toList()))
        + (options.isWritten() ? " -Dbench.write=true" : "");
  }

  private void say(String line) {
    System.out.printf(
        Locale.ROOT,
        "bench %4d s  %s%n",
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
        line);
  }
}
