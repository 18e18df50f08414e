package dev.shiphub.sim.attack;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a report in one directory: a page, and JSON with every transcript. */
public final class AttackFiles {
  private final Path directory;

  /**
   * @param directory made if it is missing
   */
  public AttackFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes both.
   *
   * @throws IOException if they cannot be written
   */
  public void write(AttackReport report) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("attack.md"), AttackPage.of(report));
    Files.writeString(
        directory.resolve("attack.json"), JsonWriter.COMPACT.text(document(report)) + "\n");
  }

  private static JsonObject document(AttackReport report) {
    return JsonValue.object()
        .put("daemon", report.daemon())
        .put("date", report.date())
        .put("figure", report.figure())
        .put("clean", report.isClean())
        .put("runs", new JsonArray(report.runs().stream().map(AttackFiles::run).toList()))
        .build();
  }

  private static JsonValue run(AttackRun run) {
    return JsonValue.object()
        .put("case", run.attack().name())
        .put("verdict", run.verdict().kind().name())
        .put("evidence", run.verdict().evidence())
        .put("millis", run.took().toMillis())
        .put("bystanders", run.noticed().words())
        .put("daemon", run.vitals().map(Vitals::words).orElse(""))
        .put("transcript", JsonValue.texts(run.transcript()))
        .build();
  }
}
