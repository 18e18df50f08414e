package dev.shiphub.hub.adapter.file;

import static dev.shiphub.hub.adapter.file.AuditBench.DEVICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.AuditRecord.Deed;
import dev.shiphub.hub.port.DecisionLog.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of decisions, read in parts from the newest on. */
final class AuditExcerptsTest {
  @TempDir private Path directory;
  private AuditBench bench;
  private AuditExcerpts excerpts;

  @BeforeEach
  void begin() {
    bench = new AuditBench(directory);
    excerpts = new AuditExcerpts(directory);
  }

  private static List<Long> numbers(Excerpt excerpt) {
    return excerpt.entries().stream().map(entry -> entry.integer("seq").orElseThrow()).toList();
  }

  private static List<Long> down(long from, long to) {
    return LongStream.iterate(from, it -> it >= to, it -> it - 1).boxed().toList();
  }

  @Test
  void theNewestComeFirstAsTheyAreInTheFile() throws IOException {
    bench.with(4);
    Excerpt excerpt = excerpts.before(Long.MAX_VALUE, 10);
    assertEquals(bench.entries().reversed(), excerpt.entries());
    assertFalse(excerpt.hasMore());
  }

  @Test
  void aPartGoesOnWhereTheOneBeforeEnded() throws IOException {
    bench.with(4);
    Excerpt first = excerpts.before(Long.MAX_VALUE, 3);
    assertEquals(down(5, 3), numbers(first));
    assertTrue(first.hasMore());
    Excerpt rest = excerpts.before(3, 3);
    assertEquals(down(2, 1), numbers(rest));
    assertFalse(rest.hasMore());
  }

  @Test
  void partsThatEndWithAFileGoOnInTheOneBefore() throws IOException {
    AuditLog log = bench.openSmall();
    for (int count = 0; count < 20; count++) {
      log.append(List.of(AuditBench.word(Deed.PAIRED, DEVICE)));
    }
    assertTrue(bench.names().contains("audit-0002.jsonl"), bench.names().toString());
    List<Long> all = new ArrayList<>();
    Excerpt part = excerpts.before(Long.MAX_VALUE, 2);
    all.addAll(numbers(part));
    while (part.hasMore()) {
      part = excerpts.before(all.getLast(), 2);
      all.addAll(numbers(part));
    }
    assertEquals(down(all.getFirst(), 1), all);
    assertEquals(bench.entries().size(), all.size());
  }

  // A reader sees what is being written, or what a power cut has left.
  @Test
  void aLineThatIsNoneIsPassedOver() throws IOException {
    bench.with(2);
    Files.writeString(bench.file(), "{\"seq\":4,\"at", StandardOpenOption.APPEND);
    assertEquals(down(3, 1), numbers(excerpts.before(Long.MAX_VALUE, 10)));
  }

  @Test
  void whereThereIsNoLogThereAreNoEntries() throws IOException {
    assertEquals(new Excerpt(List.of(), false), excerpts.before(Long.MAX_VALUE, 10));
  }
}
