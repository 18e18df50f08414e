package dev.shiphub.hub.adapter.file;

import dev.shiphub.hub.core.AuditRecord;
import dev.shiphub.hub.core.AuditRecord.Deed;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An audit log in a directory, and what can be done to its files. */
record AuditBench(Path directory) {
  static final Ski OWN = new Ski("0".repeat(40));
  static final Ski DEVICE = new Ski("1".repeat(40));
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123Z");

  /** Small enough for a test to fill some files. */
  static final long SMALL = 2_000;

  AuditLog open() {
    return open(OWN);
  }

  AuditLog open(Ski own) {
    return AuditLog.open(directory, own, () -> NOW);
  }

  AuditLog openSmall() {
    return AuditLog.open(directory, OWN, () -> NOW, SMALL);
  }

  static AuditWord word(Deed deed, Ski ski) {
    return AuditWord.of(record(deed, ski));
  }

  static AuditRecord record(Deed deed, Ski ski) {
    return new AuditRecord(deed, Optional.of(ski), "page", "typed", "brand, model");
  }

  /** A begun log and so many entries more. */
  AuditBench with(int more) throws IOException {
    AuditLog log = open();
    for (int number = 0; number < more; number++) {
      log.append(List.of(word(number % 2 == 0 ? Deed.PAIRED : Deed.UNPAIRED, DEVICE)));
    }
    return this;
  }

  AuditVerdict verdict() throws IOException {
    return verdict(Optional.empty());
  }

  AuditVerdict verdict(Optional<String> head) throws IOException {
    return AuditCheck.of(directory, head, _ -> {});
  }

  List<JsonObject> entries() throws IOException {
    List<JsonObject> entries = new ArrayList<>();
    AuditCheck.of(directory, Optional.empty(), entries::add);
    return entries;
  }

  List<String> deeds() throws IOException {
    return entries().stream().map(entry -> entry.text("deed").orElseThrow()).toList();
  }

  Path file() {
    return directory.resolve("audit.jsonl");
  }

  /** Changes the lines of the file that is written. */
  void edit(UnaryOperator<List<String>> change) throws IOException {
    Files.write(file(), change.apply(new ArrayList<>(Files.readAllLines(file()))));
  }

  List<String> names() throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
