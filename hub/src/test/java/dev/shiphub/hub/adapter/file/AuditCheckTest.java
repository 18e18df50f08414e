package dev.shiphub.hub.adapter.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.shiphub.hub.core.AuditRecord.Deed;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done to an audit log is seen in it. */
final class AuditCheckTest {
  @TempDir private Path directory;
  private AuditBench bench;

  @BeforeEach
  void begin() throws IOException {
    bench = new AuditBench(directory).with(6);
  }

  private String fault() throws IOException {
    AuditVerdict verdict = bench.verdict();
    assertEquals(1, verdict.faults().size(), verdict::toString);
    return verdict.faults().getFirst();
  }

  private void assertFault(String words) throws IOException {
    String fault = fault();
    assertTrue(fault.contains(words), fault);
  }

  @Test
  void aWholeLogSaysHowFarItGoes() throws IOException {
    AuditLog.Head head = bench.open().head().orElseThrow();
    AuditVerdict verdict = bench.verdict();
    assertEquals(List.of(), verdict.faults());
    assertEquals(List.of(), verdict.notes());
    assertEquals(7, verdict.entries());
    assertEquals(Optional.of(AuditBench.OWN), verdict.gateway());
    assertEquals(Optional.of(AuditBench.NOW), verdict.from());
    assertEquals(Optional.of(AuditBench.NOW), verdict.until());
    assertEquals(Optional.of(head.hash()), verdict.head());
    assertEquals(7, head.entries());
  }

  /** Each member of a line, changed where it stands. */
  @ParameterizedTest
  @ValueSource(strings = {"seq", "at", "deed", "ski", "who", "how", "evidence", "prev", "hash"})
  void aChangedMember(String name) throws IOException {
    bench.edit(
        lines -> {
          lines.set(3, changed(lines.get(3), name));
          return lines;
        });
    assertFault("audit.jsonl line 4: it was changed");
  }

  /** With another last letter, which of all members but the first is before a quotation mark. */
  private static String changed(String line, String name) {
    int at = line.indexOf("\"" + name + "\":") + name.length() + 3;
    int last = line.indexOf(name.equals("seq") ? "," : "\"", at + 1) - 1;
    char other = line.charAt(last) == '1' ? '2' : '1';
    return line.substring(0, last) + other + line.substring(last + 1);
  }

  @Test
  void aRemovedLine() throws IOException {
    bench.edit(
        lines -> {
          lines.remove(3);
          return lines;
        });
    assertFault("audit.jsonl line 4: entry 5 stands where entry 4 belongs: removed");
  }

  @Test
  void aRemovedBeginning() throws IOException {
    bench.edit(lines -> lines.subList(2, lines.size()));
    assertFault("audit.jsonl line 1: entry 3 cannot be the first of a file");
  }

  @Test
  void aLineThatStandsThereTwice() throws IOException {
    bench.edit(
        lines -> {
          lines.add(4, lines.get(3));
          return lines;
        });
    assertFault("audit.jsonl line 5: entry 4 stands where entry 5 belongs: inserted");
  }

  /** Made by somebody who knows how an entry is made, and did not make those after it anew. */
  @Test
  void anInsertedEntry() throws IOException {
    bench.edit(
        lines -> {
          AuditEntry before = entry(lines.get(3));
          AuditWord word = AuditBench.word(Deed.PAIRED, AuditBench.DEVICE);
          AuditEntry forged = AuditEntry.of(before.seq() + 1, before.at(), word, before.hash());
          lines.set(4, text(forged));
          return lines;
        });
    assertFault("audit.jsonl line 6: it does not follow the line before");
  }

  @Test
  void linesInAnotherOrder() throws IOException {
    bench.edit(
        lines -> {
          Collections.swap(lines, 3, 4);
          return lines;
        });
    assertFault("audit.jsonl line 4: entry 5 stands where entry 4 belongs");
  }

  @Test
  void aLastLineWithoutAnEnd() throws IOException {
    String text = Files.readString(bench.file());
    Files.writeString(bench.file(), text.substring(0, text.length() - 1));
    assertFault("audit.jsonl line 7: it has no end");
  }

  // A daemon works at the same moment: what the first look has opened is not what is there then.
  @Test
  void aFileThatHasChangedMeanwhileIsLookedAtAgain() throws IOException {
    String text = Files.readString(bench.file());
    Files.writeString(bench.file(), text.substring(0, text.length() - 9));
    AuditVerdict verdict =
        AuditCheck.of(directory, Optional.empty(), _ -> writeAgain(bench.file(), text));
    assertEquals(List.of(), verdict.faults());
    assertEquals(7, verdict.entries());
  }

  private static void writeAgain(Path file, String text) {
    try {
      Path whole = Files.writeString(file.resolveSibling("whole"), text);
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "no entry\n", "\n\n"})
  void aForeignFile(String text) throws IOException {
    Files.writeString(bench.file(), text);
    assertFault("audit.jsonl line 1: ");
  }

  @Test
  void aLogThatIsGone() throws IOException {
    Files.delete(bench.file());
    assertFault("audit.jsonl is missing");
  }

  private static AuditEntry entry(String line) {
    AuditEntry.Read read = AuditEntry.read(line.getBytes(UTF_8));
    return ((AuditEntry.Read.Ok) read).entry();
  }

  private static String text(AuditEntry entry) {
    return new String(entry.line(), UTF_8);
  }

  /** Only who has noted the end elsewhere can see that. */
  @Nested
  final class WithANotedHead {
    private String head;

    @BeforeEach
    void note() {
      head = bench.open().head().orElseThrow().hash();
    }

    private List<String> faults() throws IOException {
      return bench.verdict(Optional.of(head)).faults();
    }

    @Test
    void theLogMayGoOn() throws IOException {
      assertEquals(List.of(), faults());
      bench.with(3);
      assertEquals(List.of(), faults());
    }

    @Test
    void aLogThatWasCutOffIsFound() throws IOException {
      bench.edit(lines -> lines.subList(0, 5));
      assertEquals(List.of(), bench.verdict().faults());
      assertTrue(faults().getFirst().contains("no entry has the noted head"), faults()::toString);
    }

    @Test
    void aLogThatWasMadeAnewIsFound() throws IOException {
      Files.delete(bench.file());
      bench.with(5);
      assertEquals(List.of(), bench.verdict().faults());
      assertEquals(1, faults().size());
    }
  }

  @Nested
  final class OverSeveralFiles {
    @BeforeEach
    void fill() throws IOException {
      AuditLog log = bench.openSmall();
      for (int entry = 0; entry < 20; entry++) {
        log.append(List.of(AuditBench.word(Deed.DENIED, AuditBench.DEVICE)));
      }
    }

    @Test
    void theChainGoesOn() throws IOException {
      assertTrue(bench.names().contains("audit-0003.jsonl"), bench.names()::toString);
      AuditVerdict verdict = bench.verdict();
      assertEquals(List.of(), verdict.faults());
      assertEquals(List.of(), verdict.notes());
      assertTrue(verdict.entries() > 27, verdict::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit-0001.jsonl", "audit-0002.jsonl", "audit-0003.jsonl"})
    void aFileThatIsGone(String name) throws IOException {
      Files.delete(directory.resolve(name));
      String fault = fault();
      assertTrue(fault.contains(name) || fault.startsWith("audit.jsonl line 1"), fault);
    }

    @Test
    void aFileInThePlaceOfAnother() throws IOException {
      Files.copy(
          directory.resolve("audit-0001.jsonl"),
          directory.resolve("audit-0002.jsonl"),
          StandardCopyOption.REPLACE_EXISTING);
      // A chain may begin in a later file; that which follows does not go on with it.
      assertFault("audit-0003.jsonl line 1: ");
      assertTrue(bench.verdict().notes().getFirst().contains("begun"), "not told");
    }
  }

  /** In memory that does not grow with it: the lines are made as they are written. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void aHundredThousandEntriesAreReadAsAStream() throws IOException {
    int entries = 100_000;
    AuditChain chain = AuditChain.fromTheBeginning();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(bench.file()))) {
      for (AuditEntry top : chain.top(AuditBench.NOW, AuditBench.OWN, "the first file", "")) {
        write(out, top);
      }
      while (chain.entries() < entries) {
        AuditEntry entry =
            chain.next(AuditBench.NOW, AuditBench.word(Deed.PAIRED, AuditBench.DEVICE));
        chain.take(entry);
        write(out, entry);
      }
    }
    AuditVerdict verdict = bench.verdict();
    assertEquals(List.of(), verdict.faults());
    assertEquals(entries, verdict.entries());
    assertEquals(Optional.of(chain.head()), verdict.head());
  }

  /** Who can write the file could make it any size; looking at it must not cost its size. */
  @Test
  void aLineWithoutAnEndCostsNoMemory() throws IOException {
    try (FileChannel file = FileChannel.open(bench.file(), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {1}), 200L << 20);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertFault("audit.jsonl line 8: it has no end");
    long taken = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(taken < 8 << 20, taken + " octets");
  }

  private static void write(OutputStream out, AuditEntry entry) throws IOException {
    out.write(entry.line());
    out.write('\n');
  }
}
