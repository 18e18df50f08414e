package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonValue.JsonText;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.json.Parsed;
import dev.shiphub.sim.bench.Declarations;
import dev.shiphub.sim.bench.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** A report as JSON, from which a later run goes on. */
public final class ReportJson {
  private static final int LARGEST = 64 << 20;
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(LARGEST));

  private ReportJson() {}

  /** The whole document. */
  public static String of(Report report) {
    JsonObject document =
        JsonValue.object()
            .put("device", report.device())
            .put("date", report.date())
            .put("millis", report.took().toMillis())
            .put("runs", new JsonArray(report.runs().stream().map(ReportJson::run).toList()))
            .build();
    return JsonWriter.COMPACT.text(document) + "\n";
  }

  /** What {@link #of} has written; empty if it is something else. */
  public static Optional<Report> read(String text) {
    if (!(READER.read(text) instanceof Parsed.Ok(JsonObject document))) {
      return Optional.empty();
    }
    List<CaseRun> runs = new ArrayList<>();
    for (JsonValue item : document.items("runs").orElse(List.of())) {
      Optional<CaseRun> run = item instanceof JsonObject told ? run(told) : Optional.empty();
      if (run.isEmpty()) {
        return Optional.empty();
      }
      runs.add(run.get());
    }
    return document
        .integer("millis")
        .map(
            millis ->
                new Report(
                    document.text("device").orElse(""),
                    document.text("date").orElse(""),
                    runs,
                    Duration.ofMillis(millis)));
  }

  private static JsonValue run(CaseRun run) {
    SequencedMap<String, JsonValue> declared = new LinkedHashMap<>();
    run.declared().values().forEach((name, value) -> declared.put(name, JsonValue.of(value)));
    return JsonValue.object()
        .put("case", run.test().name())
        .put("device", run.device().name())
        .put("declared", new JsonObject(declared))
        .put("verdict", run.verdict().kind().name())
        .put("evidence", run.verdict().evidence())
        .put("millis", run.took().toMillis())
        .put("transcript", JsonValue.texts(run.transcript()))
        .build();
  }

  private static Optional<CaseRun> run(JsonObject told) {
    try {
      return Optional.of(
          new CaseRun(
              TestCase.named(told.text("case").orElseThrow()).orElseThrow(),
              Role.valueOf(told.text("device").orElseThrow()),
              Declarations.usual().with(texts(told.object("declared").orElseThrow())),
              new Verdict(
                  Verdict.Kind.valueOf(told.text("verdict").orElseThrow()),
                  told.text("evidence").orElseThrow()),
              Duration.ofMillis(told.integer("millis").orElseThrow()),
              told.items("transcript").orElseThrow().stream().flatMap(ReportJson::text).toList()));
    } catch (NoSuchElementException | IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  private static Map<String, String> texts(JsonObject object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object
        .members()
        .forEach((name, value) -> text(value).findFirst().ifPresent(it -> texts.put(name, it)));
    return texts;
  }

  private static Stream<String> text(JsonValue value) {
    return value instanceof JsonText(String text) ? Stream.of(text) : Stream.empty();
  }
}
