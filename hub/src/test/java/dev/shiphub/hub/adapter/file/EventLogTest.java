package dev.shiphub.hub.adapter.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.ship.Ski;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventLogTest {
  @TempDir private Path directory;
  private EventLog log;

  @BeforeEach
  void open() {
    log = newLog();
  }

  private EventLog newLog() {
    return new EventLog(
        directory,
        write -> {
          write.run();
          return true;
        });
  }

  private static PublishedNotice notice(long seq, String cause) {
    Notice notice =
        new Notice(
            NoticeType.SESSION_STARTED,
            Optional.of(new Ski("a".repeat(40))),
            Optional.of(new ConnectionId(7)),
            cause);
    return new PublishedNotice(seq, Instant.parse("2026-01-01T00:00:00Z"), 12, notice);
  }

  @Test
  void writesOneJsonObjectALine() throws IOException {
    log.onNotice(notice(1, "first"));
    log.onNotice(notice(2, "second\nline"));
    List<String> lines = Files.readAllLines(directory.resolve("events.jsonl"));
    assertEquals(2, lines.size());
    assertEquals(
        "{\"seq\":1,\"time\":\"2026-01-01T00:00:00Z\",\"steadyMs\":12,\"type\":\"SessionStarted\","
            + "\"ski\":\""
            + "a".repeat(40)
            + "\",\"session\":\"c7\",\"cause\":\"first\"}",
        lines.getFirst());
  }

  // A number is never used twice, even if the last lines of the run before were lost.
  @Test
  void numbersGoOnOverRestartsWithAGap() {
    assertEquals(0, newLog().lastSeq());
    log.onNotice(notice(3, "x"));
    assertEquals(2_000, newLog().lastSeq());
    log.onNotice(notice(2_000, "x"));
    assertEquals(3_000, newLog().lastSeq());
    log.onNotice(notice(3_999, "x"));
    assertEquals(5_000, newLog().lastSeq());
  }

  @Test
  void aTornLastLineIsSkipped() throws IOException {
    log.onNotice(notice(1_500, "x"));
    Files.writeString(
        directory.resolve("events.jsonl"), "{\"seq\":15", java.nio.file.StandardOpenOption.APPEND);
    assertEquals(3_000, newLog().lastSeq());
  }

  // Else the first event after a crash would be lost with the one that was torn.
  @Test
  void anEventAfterATornLineHasALineOfItsOwn() throws IOException {
    Path file = directory.resolve("events.jsonl");
    Files.writeString(file, "{\"seq\":15");
    log.onNotice(notice(16, "x"));
    log.onNotice(notice(17, "x"));
    List<String> lines = Files.readAllLines(file);
    assertEquals(3, lines.size(), lines.toString());
    assertTrue(lines.get(1).startsWith("{\"seq\":16,"), lines.get(1));
  }

  @Test
  void brokenOctetsDoNotSetTheNumbersBack() throws IOException {
    log.onNotice(notice(1_500, "x"));
    Files.write(
        directory.resolve("events.jsonl"),
        new byte[] {(byte) 0xff, 0, '\n'},
        java.nio.file.StandardOpenOption.APPEND);
    assertEquals(3_000, newLog().lastSeq());
  }

  @Test
  void doesNotPileUpEventsBeforeADiskThatDoesNotAnswer() {
    Queue<Runnable> stuck = new ArrayDeque<>();
    EventLog waiting = new EventLog(directory, stuck::add);
    for (int seq = 1; seq <= 10_000; seq++) {
      waiting.onNotice(notice(seq, "x"));
    }
    assertEquals(1_000, stuck.size());
    stuck.forEach(Runnable::run);
    waiting.onNotice(notice(10_001, "x"));
    assertEquals(1_001, stuck.size());
  }

  // What is said may go to the same disk.
  @Test
  void saysOnceThatEventsAreMissingAndHowManyWhenItIsOver() {
    List<String> said = new ArrayList<>();
    Handler ear = new Saying(said);
    Logger logger = Logger.getLogger(EventLog.class.getName());
    logger.addHandler(ear);
    try {
      Queue<Runnable> stuck = new ArrayDeque<>();
      EventLog waiting = new EventLog(directory, stuck::add);
      for (int seq = 1; seq <= 1_300; seq++) {
        waiting.onNotice(notice(seq, "x"));
      }
      stuck.forEach(Runnable::run);
    } finally {
      logger.removeHandler(ear);
    }
    assertEquals(2, said.size(), said.toString());
    assertTrue(said.getFirst().contains("from event 1001 on"), said.getFirst());
    assertTrue(said.getLast().contains("300 events are missing"), said.getLast());
  }

  /** Keeps what is logged. */
  private static final class Saying extends Handler {
    private final List<String> said;

    private Saying(List<String> said) {
      this.said = said;
    }

    @Override
    public void publish(LogRecord record) {
      said.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void isBounded() throws IOException {
    String long1k = "x".repeat(1_000);
    for (int seq = 1; seq <= 2_000; seq++) {
      log.onNotice(notice(seq, long1k));
    }
    long size;
    try (var files = Files.list(directory)) {
      size = files.mapToLong(file -> file.toFile().length()).sum();
    }
    assertTrue(size < 1_100_000, size + " bytes");
    assertTrue(newLog().lastSeq() >= 2_000);
  }
}
