package dev.shiphub.hub.adapter.file;

import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.ship.file.DurableFile;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.json.Parsed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened, one JSON object a line in {@code events.jsonl}, the older half in {@code
 * events.1.jsonl}.
 *
 * <p>Appended without a sync for each line: the kernel gathers them, which spares the SD card. Only
 * the first line of a run is synced and one in five hundred, so that a power cut never takes so
 * many that a number would be used twice. Written by the ledger.
 */
public final class EventLog implements HubListener {
  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
  private static final long MOST_BYTES = 512 * 1024;

  /** More events than this are never lost between two runs, so a number is never used twice. */
  private static final long SEQ_GAP = 1_000;

  /** Fewer than the gap. */
  private static final int MOST_UNSYNCED = 500;

  /** Events that may wait for a disk that does not answer. */
  private static final int MOST_WAITING = 1_000;

  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(64 * 1024));

  private final Path directory;
  private final Path file;
  private final Path older;
  private final Predicate<Runnable> ledger;
  private final Semaphore places = new Semaphore(MOST_WAITING);
  private final AtomicLong missing = new AtomicLong();

  /** Lines since the last sync; the first of a run is synced. The ledger's. */
  private int unsynced = MOST_UNSYNCED;

  /**
   * A log in this directory.
   *
   * @param ledger takes writes, in order
   */
  public EventLog(Path directory, Predicate<Runnable> ledger) {
    this.directory = directory;
    file = directory.resolve("events.jsonl");
    older = directory.resolve("events.1.jsonl");
    this.ledger = ledger;
  }

  /** A number that no earlier run has used: numbers go on over restarts, with a gap. */
  public long lastSeq() {
    long last = Math.max(lastSeq(older), lastSeq(file));
    return last == 0 ? 0 : (last + 2 * SEQ_GAP - 1) / SEQ_GAP * SEQ_GAP;
  }

  private static long lastSeq(Path log) {
    try {
      byte[] octets = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
      // Lenient about broken octets: they must not hide the lines beside them.
      List<String> lines = new String(octets, StandardCharsets.UTF_8).lines().toList();
      return lines.reversed().stream()
          .mapToLong(EventLog::seq)
          .filter(seq -> seq > 0)
          .findFirst()
          .orElse(0);
    } catch (IOException unreadable) {
      LOG.warn("{} cannot be read, event numbers start afresh: {}", log, unreadable.getMessage());
      return 0;
    }
  }

  private static long seq(String line) {
    return READER.read(line) instanceof Parsed.Ok(JsonObject event)
        ? event.integer("seq").orElse(0L)
        : 0;
  }

  @Override
  public void onNotice(PublishedNotice notice) {
    byte[] line =
        (JsonWriter.COMPACT.text(notice.toJson()) + "\n").getBytes(StandardCharsets.UTF_8);
    if (!places.tryAcquire()) {
      miss(notice.seq(), "too many wait for the disk");
    } else if (!ledger.test(() -> appendAndMakeRoom(notice.seq(), line))) {
      LOG.debug("event {} came after the ledger was closed", notice.seq());
    }
  }

  private void appendAndMakeRoom(long seq, byte[] line) {
    try {
      append(line);
      long gap = missing.getAndSet(0);
      if (gap > 0) {
        LOG.warn("{} is written again, {} events are missing in it", file, gap);
      }
    } catch (IOException failed) {
      miss(seq, String.valueOf(failed.getMessage()));
    } finally {
      places.release();
    }
  }

  /** Said once, not for every event: what is said may go to the same disk. */
  private void miss(long seq, String why) {
    if (missing.getAndIncrement() == 0) {
      LOG.warn("{} is not written from event {} on: {}", file, seq, why);
    }
  }

  private void append(byte[] line) throws IOException {
    if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
      // Durably, or a power cut could take all that is known of the numbers.
      DurableFile.move(file, older);
    }
    try (FileChannel log =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer octets = ByteBuffer.wrap(isTorn(log) ? onItsOwnLine(line) : line);
      log.position(log.size());
      while (octets.hasRemaining()) {
        log.write(octets);
      }
    }
    unsynced++;
    if (unsynced > MOST_UNSYNCED) {
      DurableFile.sync(file);
      DurableFile.sync(directory);
      unsynced = 0;
    }
  }

  /** Whether the last line has no end: the power was cut, or the disk full, in the midst of it. */
  private static boolean isTorn(FileChannel log) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return log.size() > 0 && log.read(last, log.size() - 1) == 1 && last.get(0) != '\n';
  }

  private static byte[] onItsOwnLine(byte[] line) {
    return ByteBuffer.allocate(line.length + 1).put((byte) '\n').put(line).array();
  }
}
