package dev.shiphub.hub.adapter.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.AuditRecord;
import dev.shiphub.hub.disk.Deed;
import dev.shiphub.hub.disk.Disk;
import dev.shiphub.hub.disk.PowerCut;
import dev.shiphub.hub.disk.Tree;
import dev.shiphub.ship.Ski;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the audit log goes on, whatever was done to it. */
final class AuditLogTest {
  private static final AuditWord PAIRED =
      AuditBench.word(AuditRecord.Deed.PAIRED, AuditBench.DEVICE);
  private static final AuditWord UNPAIRED =
      AuditBench.word(AuditRecord.Deed.UNPAIRED, AuditBench.DEVICE);

  @TempDir private Path directory;
  private AuditBench bench;

  @BeforeEach
  void place() {
    bench = new AuditBench(directory);
  }

  @Test
  void beginsWithTheGatewayItBelongsTo() throws IOException {
    bench.open();
    assertEquals(List.of("begun"), bench.deeds());
    assertEquals(AuditBench.OWN.hex(), bench.entries().getFirst().text("ski").orElseThrow());
    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(bench.file()));
  }

  @Test
  void goesOnOverRestarts() throws IOException {
    bench.open().append(List.of(PAIRED));
    AuditLog again = bench.open();
    assertEquals(Set.of(AuditBench.DEVICE), again.trusted());
    assertEquals(2, again.head().orElseThrow().entries());
    again.append(List.of(UNPAIRED));
    assertEquals(Set.of(), again.trusted());
    assertEquals(List.of("begun", "paired", "unpaired"), bench.deeds());
    assertTrue(bench.verdict().isWhole());
  }

  // The last word on a device counts, and it may stand in a file that was full long ago.
  @Test
  void remembersWhoIsTrustedFromOneFileToTheNext() throws IOException {
    AuditLog log = bench.openSmall();
    log.append(List.of(PAIRED));
    Ski stranger = new Ski("2".repeat(40));
    while (!bench.names().contains("audit-0002.jsonl")) {
      log.append(List.of(AuditBench.word(AuditRecord.Deed.DENIED, stranger)));
    }
    assertEquals(Set.of(AuditBench.DEVICE), bench.openSmall().trusted());
    assertEquals(log.head().orElseThrow().hash(), bench.openSmall().head().orElseThrow().hash());
    assertTrue(bench.verdict().isWhole());
  }

  // The crash between the two steps of a turn to a new file.
  @Test
  void continuesTheLastFullFileIfThereIsNoOther() throws IOException {
    bench.open().append(List.of(PAIRED));
    Files.move(bench.file(), directory.resolve("audit-0001.jsonl"));
    assertEquals(Set.of(AuditBench.DEVICE), bench.open().trusted());
    assertEquals(List.of("begun", "paired", "continued", "standing"), bench.deeds());
    assertEquals(List.of(), bench.open().warnings());
  }

  // The head of a start may be noted; a run that was killed may have left its last line unsynced.
  @Test
  void whatAStartHasFoundAPowerCutDoesNotTake() throws IOException {
    Disk disk = new Disk(new Tree());
    AuditBench on = new AuditBench(Files.createDirectory(disk.path("/state")));
    on.open().append(List.of(PAIRED));
    disk.writeBack();
    on.open().append(List.of(UNPAIRED));
    List<Deed> deeds = disk.deeds();
    int lastWrite = deeds.size() - 1;
    while (!(deeds.get(lastWrite) instanceof Deed.Write)) {
      lastWrite--;
    }
    Disk killed = new Disk(disk.before(), deeds.subList(0, lastWrite + 1));
    AuditLog.Head head = new AuditBench(killed.path("/state")).open().head().orElseThrow();
    assertEquals(3, head.entries());
    PowerCut cut = new PowerCut(new SplittableRandom(1));
    for (int time = 0; time < 20; time++) {
      AuditBench left =
          new AuditBench(new Disk(cut.after(killed.before(), killed.deeds())).path("/state"));
      assertEquals(List.of(), left.verdict(Optional.of(head.hash())).faults());
    }
  }

  /** What a power cut leaves of a line, and what may look like that. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"seq\":3,\"at\":\"20", "\u0000\u0000\u0000", "{}\n", "\u0000\n"})
  void cutsATornLineOffIntoAFileBesideAndSaysSo(String torn) throws IOException {
    bench.open().append(List.of(PAIRED));
    Files.writeString(bench.file(), torn, StandardOpenOption.APPEND);
    AuditLog log = bench.open();
    log.append(List.of(UNPAIRED));
    AuditVerdict verdict = bench.verdict();
    assertTrue(verdict.isWhole(), verdict::toString);
    assertEquals(List.of("begun", "paired", "torn", "unpaired"), bench.deeds());
    String name = bench.entries().get(2).text("how").orElseThrow();
    assertEquals(torn, Files.readString(directory.resolve(name)));
    assertTrue(verdict.notes().getFirst().contains(name), verdict::toString);
    assertEquals(List.of(), log.warnings());
  }

  @Test
  void setsAChangedFileAsideAndBeginsANewChainThatNamesIt() throws IOException {
    bench.with(4);
    bench.edit(
        lines -> {
          lines.set(2, lines.get(2).replace("page", "cage"));
          return lines;
        });
    String last = Files.readAllLines(bench.file()).getLast();
    AuditLog log = bench.open();
    log.append(List.of(PAIRED));
    String broken = "audit.broken-20260304T050607Z.jsonl";
    assertEquals(List.of("begun", "paired"), bench.deeds());
    assertEquals("after " + broken, bench.entries().getFirst().text("how").orElseThrow());
    String evidence = bench.entries().getFirst().text("evidence").orElseThrow();
    assertTrue(evidence.contains(AuditEntry.sha256(last.getBytes(UTF_8))), evidence);
    assertTrue(evidence.contains("line 3: it was changed"), evidence);
    assertTrue(log.warnings().getFirst().contains(broken), log.warnings()::toString);
    assertTellsBoth(broken);
  }

  /** As long as the file lies there, it is a fault; that it did is told for ever. */
  private void assertTellsBoth(String broken) throws IOException {
    String fault = bench.verdict().faults().getFirst();
    assertTrue(fault.startsWith(broken + " was set aside: 2 entries of it hold; line 3"), fault);
    assertTrue(bench.verdict().notes().getFirst().contains(broken));
    Files.delete(directory.resolve(broken));
    assertTrue(bench.verdict().isWhole());
    assertTrue(bench.verdict().notes().getFirst().contains(broken));
    assertEquals(List.of(), bench.open().warnings());
  }

  @Test
  void twoBrokenFilesOfOneSecondAreBothKept() throws IOException {
    for (int time = 0; time < 2; time++) {
      bench.open();
      Files.writeString(bench.file(), "nothing\nof\nours\n");
      bench.open();
    }
    assertEquals(
        List.of(
            "audit.broken-20260304T050607Z-2.jsonl",
            "audit.broken-20260304T050607Z.jsonl",
            "audit.jsonl"),
        bench.names());
  }

  @Test
  void theLogOfAnotherGatewayIsNotGoneOnWith() throws IOException {
    bench.with(2);
    Ski other = new Ski("9".repeat(40));
    AuditLog log = bench.open(other);
    assertTrue(log.warnings().getFirst().contains("broken"), log.warnings()::toString);
    assertEquals(List.of("begun"), bench.deeds());
    String evidence = bench.entries().getFirst().text("evidence").orElseThrow();
    assertTrue(evidence.contains("another gateway, " + AuditBench.OWN), evidence);
  }

  @Test
  void aFileThatCannotBeReadIsSetAside() throws IOException {
    Files.createSymbolicLink(bench.file(), bench.file());
    AuditLog log = bench.open();
    log.append(List.of(PAIRED));
    assertEquals(List.of("begun", "paired"), bench.deeds());
    assertEquals(1, log.warnings().size());
  }

  // A hand at a running gateway: what it left is judged before anything is added.
  @Test
  void aFileThatWasChangedMeanwhileIsReadAgain() throws IOException {
    AuditLog log = bench.open();
    log.append(List.of(PAIRED));
    bench.edit(lines -> List.of(lines.getFirst()));
    log.append(List.of(UNPAIRED));
    assertEquals(List.of("begun", "unpaired"), bench.deeds());
    Files.delete(bench.file());
    log.append(List.of(PAIRED));
    assertEquals(List.of("begun", "paired"), bench.deeds());
    assertTrue(bench.verdict().isWhole());
  }

  /** Of a disk that has no room from the first call on, from the second, and so on. */
  @Nested
  final class OnAFullDisk {
    private static final int CALLS = 12;

    @Test
    void nothingHasChangedAndTheFailureIsLoud() throws IOException {
      int failures = 0;
      for (int call = 0; call < CALLS; call++) {
        Disk disk = new Disk(new Tree());
        AuditBench on = new AuditBench(Files.createDirectory(disk.path("/state")));
        AuditLog log = on.open();
        log.append(List.of(PAIRED));
        byte[] before = Files.readAllBytes(on.file());
        int from = disk.deeds().size() + call;
        disk.fillUp(from, from + 3);
        boolean isRefused = isRefused(log);
        disk.fillUp(0, 0);
        if (isRefused) {
          failures++;
          assertFalse(log.warnings().isEmpty());
          assertEquals(new String(before, UTF_8), Files.readString(on.file()), "call " + call);
        }
        log.append(List.of(UNPAIRED));
        assertEquals(List.of(), log.warnings());
        assertTrue(on.verdict().isWhole(), on.verdict()::toString);
        assertEquals(Set.of(), on.open().trusted());
      }
      assertTrue(failures > 1, "only " + failures);
    }

    private boolean isRefused(AuditLog log) {
      try {
        log.append(List.of(UNPAIRED, PAIRED, UNPAIRED));
        return false;
      } catch (IOException refused) {
        assertTrue(String.valueOf(refused.getMessage()).contains("No space left"));
        return true;
      }
    }

    // The heating goes on: only what has to be written down waits.
    @Test
    void aGatewayStartsAndThereIsALogAsSoonAsThereIsRoom() throws IOException {
      Disk disk = new Disk(new Tree());
      AuditBench on = new AuditBench(Files.createDirectory(disk.path("/state")));
      disk.fillUp(0, 1_000);
      AuditLog log = on.open();
      assertTrue(log.warnings().getFirst().contains("No space left"), log.warnings()::toString);
      assertThrows(IOException.class, () -> log.append(List.of(PAIRED)));
      disk.fillUp(0, 0);
      log.append(List.of(PAIRED));
      assertEquals(List.of("begun", "paired"), on.deeds());
      assertEquals(List.of(), log.warnings());
    }
  }
}
