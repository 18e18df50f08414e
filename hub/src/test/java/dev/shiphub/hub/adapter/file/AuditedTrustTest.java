package dev.shiphub.hub.adapter.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.AuditRecord;
import dev.shiphub.hub.core.AuditRecord.Deed;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.hub.core.TrustRecord.Origin;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trust and its audit log, which says of each change of trust who decided it. */
final class AuditedTrustTest {
  private static final Ski A = new Ski("a".repeat(40));
  private static final Ski B = new Ski("b".repeat(40));

  @TempDir private Path directory;
  private AuditBench bench;
  private TrustFile trust;

  @BeforeEach
  void place() {
    bench = new AuditBench(directory);
    trust = new TrustFile(directory.resolve("trust.json"));
  }

  private static StoredState trusting(Ski... skis) {
    return new StoredState(Arrays.stream(skis).map(AuditedTrustTest::trusted).toList(), List.of());
  }

  private static TrustRecord trusted(Ski ski) {
    return new TrustRecord(ski, Optional.empty(), Origin.USER_INPUT, 64, AuditBench.NOW);
  }

  private static List<AuditRecord> decided(Deed deed, Ski ski) {
    return List.of(AuditBench.record(deed, ski));
  }

  private AuditedTrust start(StoredState stored) {
    return AuditedTrust.open(trust, bench.open(), stored);
  }

  /** Each entry as its deed, device and means. */
  private List<String> said() throws IOException {
    return bench.entries().stream()
        .skip(1)
        .map(
            entry ->
                "%s %.1s %s"
                    .formatted(
                        entry.text("deed").orElseThrow(),
                        entry.text("ski").orElse("-"),
                        entry.text("how").orElseThrow()))
        .toList();
  }

  @Test
  void aDecisionIsWrittenWithTheTrustThatItGives() throws IOException {
    AuditedTrust records = start(StoredState.EMPTY);
    records.save(trusting(A), decided(Deed.PAIRED, A));
    records.save(StoredState.EMPTY, decided(Deed.UNPAIRED, A));
    assertEquals(List.of("paired a typed", "unpaired a typed"), said());
    assertEquals(new TrustFile.Outcome.Loaded(StoredState.EMPTY), trust.load());
    assertEquals("page", bench.entries().get(1).text("who").orElseThrow());
    assertEquals("brand, model", bench.entries().get(1).text("evidence").orElseThrow());
  }

  // SD cards: and a name that a device tells is no decision.
  @Test
  void whatDoesNotConcernItIsNotWritten() throws IOException {
    AuditedTrust records = start(StoredState.EMPTY);
    records.save(trusting(A), decided(Deed.PAIRED, A));
    Files.delete(directory.resolve("trust.json"));
    records.save(trusting(A), decided(Deed.DENIED, B));
    assertTrue(Files.notExists(directory.resolve("trust.json")), "written for a denial");
    String before = Files.readString(bench.file());
    TrustRecord named =
        new TrustRecord(A, Optional.of(new ShipId("pump")), Origin.USER_INPUT, 64, AuditBench.NOW);
    records.save(new StoredState(List.of(named), List.of()), List.of());
    assertEquals(before, Files.readString(bench.file()));
    assertTrue(Files.exists(directory.resolve("trust.json")));
  }

  // There is no trust without an entry, whoever has forgotten the word.
  @Test
  void aChangeOfTrustWithoutADecisionIsWrittenAsThat() throws IOException {
    AuditedTrust records = start(StoredState.EMPTY);
    records.save(trusting(A, B), decided(Deed.PAIRED, A));
    records.save(trusting(A), List.of());
    assertEquals(List.of("paired a typed", "found b trusted", "found b not trusted"), said());
  }

  // A restored backup, a hand in the file, a crash.
  @Test
  void aStartSaysWhereTrustIsNotAsTheLogHasIt() throws IOException {
    start(StoredState.EMPTY).save(trusting(A), decided(Deed.PAIRED, A));
    start(trusting(B));
    assertEquals(List.of("paired a typed", "found b trusted", "found a not trusted"), said());
    start(trusting(B));
    assertEquals(3, said().size());
    assertTrue(bench.verdict().notes().getLast().startsWith("2 entries say \"found\""));
  }

  @Test
  void whatCouldNotBeWrittenDownIsNotTrusted() throws IOException {
    AuditedTrust records = start(StoredState.EMPTY);
    Files.delete(bench.file());
    Files.createDirectories(bench.file().resolve("in the way"));
    assertThrows(IOException.class, () -> records.save(trusting(A), decided(Deed.PAIRED, A)));
    assertEquals(new TrustFile.Outcome.Missing(), trust.load());
  }

  // If only its last step failed, the new file may be there all the same.
  @Test
  void afterAFailureTheFileIsWrittenEvenIfItShouldBeAsBefore() throws IOException {
    AuditedTrust records = start(StoredState.EMPTY);
    records.save(trusting(A), decided(Deed.PAIRED, A));
    Path folder = Files.createDirectories(directory.resolve("trust.json.new/in the way"));
    assertThrows(IOException.class, () -> records.save(trusting(B), List.of()));
    Files.delete(folder);
    Files.delete(directory.resolve("trust.json"));
    records.save(trusting(A), List.of());
    assertEquals(new TrustFile.Outcome.Loaded(trusting(A)), trust.load());
  }

  @Test
  void anEntryWhoseTrustCouldNotBeSavedIsTakenBackByAnother() throws IOException {
    AuditedTrust records = start(StoredState.EMPTY);
    Path folder = Files.createDirectories(directory.resolve("trust.json.new/in the way"));
    assertThrows(IOException.class, () -> records.save(trusting(A), decided(Deed.PAIRED, A)));
    assertEquals(List.of("paired a typed", "not saved a not trusted"), said());
    Files.delete(folder);
    Files.delete(directory.resolve("trust.json.new"));
    records.save(trusting(B), decided(Deed.PAIRED, B));
    assertEquals(List.of("paired a typed", "not saved a not trusted", "paired b typed"), said());
    assertTrue(bench.verdict().isWhole());
  }
}
