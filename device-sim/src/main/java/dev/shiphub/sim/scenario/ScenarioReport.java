package dev.shiphub.sim.scenario;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.sim.conform.JunitReport;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * All runs of one call.
 *
 * @param runs in the order of their names
 * @param took how long all of it took
 */
public record ScenarioReport(List<ScenarioRun> runs, Duration took) {
  public ScenarioReport {
    runs = runs.stream().sorted(Comparator.comparing(run -> run.scenario().name())).toList();
  }

  /** Whether nothing failed. */
  public boolean isClean() {
    return runs.stream().allMatch(ScenarioRun::isPassed);
  }

  /** All in one line. */
  public String figure() {
    return "scenarios: %d of %d passed, %d steps, %d s"
        .formatted(
            runs.stream().filter(ScenarioRun::isPassed).count(),
            runs.size(),
            runs.stream().mapToInt(ScenarioRun::steps).sum(),
            took.toSeconds());
  }

  /** One run in one line. */
  public static String line(ScenarioRun run) {
    return "%-34s %-6s %5.1f s  %s"
        .formatted(
            run.scenario().name(),
            run.isPassed() ? "passed" : "failed",
            run.took().toMillis() / 1000.0,
            run.failure().map(Failure::words).orElse(""))
        .stripTrailing();
  }

  /** As JUnit XML, with the transcript of every run. */
  public String junit() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        "<testsuite name=\"scenarios\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\" time=\"%s\">\n"
            .formatted(
                runs.size(), runs.stream().filter(run -> !run.isPassed()).count(), seconds(took)));
    runs.forEach(run -> xml.append(testcase(run)));
    return xml.append("</testsuite>\n").toString();
  }

  private static String testcase(ScenarioRun run) {
    return "  <testcase classname=\"%s\" name=\"%s\" time=\"%s\">\n"
            .formatted(
                JunitReport.text("scenario." + run.scenario().layer()),
                JunitReport.text(run.scenario().name()),
                seconds(run.took()))
        + run.failure()
            .map(
                failure -> "    <failure message=\"" + JunitReport.text(failure.words()) + "\"/>\n")
            .orElse("")
        + "    <system-out>\n"
        + JunitReport.text(String.join("\n", run.transcript()))
        + "\n</system-out>\n  </testcase>\n";
  }

  /** As one JSON document. */
  public String json() {
    List<JsonValue> all = runs.stream().<JsonValue>map(ScenarioReport::json).toList();
    return JsonWriter.COMPACT.text(
        JsonValue.object()
            .put("passed", runs.stream().filter(ScenarioRun::isPassed).count())
            .put("runs", new JsonArray(all))
            .build());
  }

  private static JsonValue json(ScenarioRun run) {
    var json =
        JsonValue.object()
            .put("name", run.scenario().name())
            .put("layer", run.scenario().layer())
            .put("passed", run.isPassed())
            .put("steps", run.steps())
            .put("milliseconds", run.took().toMillis());
    run.failure()
        .ifPresent(
            failure ->
                json.put("file", failure.place().file())
                    .put("line", failure.place().line())
                    .put("expected", failure.step())
                    .put("seen", failure.seen())
                    .put("transcript", JsonValue.texts(run.transcript())));
    return json.build();
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
  }
}
