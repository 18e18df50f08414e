package dev.shiphub.bench;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** docs/benchmarks.md, made of one run. */
final class Page {
  private static final String MADE = "<!-- Written by mvn verify -P bench -Dbench.write=true -->";

  private final List<Outcome> outcomes;
  private final String command;
  private final Workplace place;
  private final List<Double> loads;

  /**
   * @param loads of the machine, before each measurement and in the end
   */
  Page(List<Outcome> outcomes, String command, Workplace place, List<Double> loads) {
    this.outcomes = outcomes;
    this.command = command;
    this.place = place;
    this.loads = loads;
  }

  List<String> lines() throws IOException, InterruptedException {
    List<String> page = new ArrayList<>(List.of("# Benchmarks", "", MADE, ""));
    page.add(
        "Everything of one table was had in one interleaved run: ours, theirs, ours, theirs. What"
            + " counts is the ratio: the median of the ratios of the rounds, with the least and the"
            + " greatest beside it. The absolute figures are those of this machine on this day.");
    page.addAll(List.of("", "```", command, "```", ""));
    page.addAll(circumstances());
    page.addAll(List.of("", "## The table", ""));
    page.addAll(table());
    page.addAll(List.of("", "## How each was had", ""));
    outcomes.forEach(outcome -> page.addAll(story(outcome)));
    return page;
  }

  private List<String> circumstances() throws IOException, InterruptedException {
    Installed installed = place.installed();
    return List.of(
        "| | |",
        "| --- | --- |",
        "| day | " + LocalDate.now(ZoneOffset.UTC) + " |",
        "| machine | " + Machine.words() + " |",
        "| Java | " + Runtime.version() + ", " + System.getProperty("java.vm.name") + " |",
        "| flags of the hub | `"
            + String.join(" ", installed.flags())
            + "`"
            + (installed.cache().isPresent()
                ? ", AOT cache of `packaging/train`"
                : ", no AOT cache")
            + " |",
        String.format(
            Locale.ROOT,
            "| load before each row and in the end | %s |",
            String.join(
                ", ", loads.stream().map(it -> String.format(Locale.ROOT, "%.1f", it)).toList())),
        "| rounds dropped | "
            + outcomes.stream().mapToInt(Outcome::dropped).sum()
            + " (others or another machine had more than 25 %) |");
  }

  private List<String> table() {
    List<String> rows =
        new ArrayList<>(
            List.of(
                "| # | what | ours | against | theirs | unit | ratio | spread | target | verdict |",
                "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"));
    for (Outcome outcome : outcomes) {
      outcome.tallies().forEach(tally -> rows.add(row(tally)));
      if (!outcome.trouble().isEmpty()) {
        rows.add(
            String.format(
                "| %s | %s: %s | | | | | | | | %s |",
                numbers(outcome),
                outcome.isSkipped() ? "not measured here" : "no figures",
                outcome.trouble().replace("|", "/").lines().findFirst().orElse(""),
                outcome.isSkipped() ? "skipped" : "**failed**"));
      }
    }
    return rows;
  }

  private static String numbers(Outcome outcome) {
    return String.join(", ", outcome.numbers().stream().map(String::valueOf).toList());
  }

  private static String row(Tally tally) {
    Line line = tally.line();
    return String.join(
        " | ",
        "| " + line.number(),
        line.what(),
        Tally.figure(tally.ours()),
        line.against(),
        Tally.figure(tally.theirs()),
        line.unit(),
        Double.isNaN(tally.ratio()) ? "–" : Tally.figure(tally.ratio()) + " ×",
        tally.spread(),
        line.bar().words(),
        verdict(tally.verdict()) + " |");
  }

  static String verdict(Bar.Verdict verdict) {
    return switch (verdict) {
      case AIM -> "aim met";
      case MET -> "met";
      case MISSED -> "**missed**";
      case STATED -> "–";
    };
  }

  private static List<String> story(Outcome outcome) {
    String story =
        outcome.trouble().isEmpty() ? outcome.warmUp() + " " + outcome.note() : outcome.trouble();
    return List.of("* **" + numbers(outcome) + "**: " + story.strip());
  }
}
