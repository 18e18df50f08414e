package dev.shiphub.hub.adapter.file;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.file.FileTrouble;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every decision about trust, one JSON object a line in {@code audit.jsonl}, each bound to the one
 * before by a hash; what is full is kept as {@code audit-0001.jsonl} and so on.
 *
 * <p>Never changed or removed by us. Durable when a method returns. The start's, then the ledger's
 * thread, but for {@link #head} and {@link #warnings}.
 */
public final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

  /** A file that has so many octets is full; a start reads no more than that. */
  private static final long FULL = 4 << 20;

  private final AuditFiles files;
  private final AuditRepair repair;
  private final InstantSource wall;
  private final long full;

  /** Empty as long as the disk does not let it go on. */
  private Optional<AuditChain> chain = Optional.empty();

  /** Of the file, as it was left. */
  private long size;

  private volatile Optional<Head> head = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();

  /**
   * The end of the chain.
   *
   * @param entries how many it has
   * @param hash of the last one, in hex: who has noted it can tell a cut off or rebuilt log
   */
  public record Head(long entries, String hash) {
    /** For programs. */
    public JsonObject toJson() {
      return JsonValue.object().put("entries", entries).put("head", hash).build();
    }
  }

  AuditLog(Path directory, Ski own, InstantSource wall, long full) {
    files = new AuditFiles(directory);
    repair = new AuditRepair(files, own, wall);
    this.wall = wall;
    this.full = full;
  }

  /**
   * Opens that of a locked state directory, or begins it; repairs what a crash has left. A log that
   * cannot be gone on with is set aside and told, and never keeps a gateway from starting.
   *
   * @param own whose it is
   */
  public static AuditLog open(Path directory, Ski own, InstantSource wall) {
    return open(directory, own, wall, FULL);
  }

  static AuditLog open(Path directory, Ski own, InstantSource wall, long full) {
    AuditLog log = new AuditLog(directory, own, wall, full);
    try {
      log.use(log.repair.runAtStart());
    } catch (IOException failed) {
      log.failed(failed);
    }
    log.warnings().forEach(warning -> LOG.error("{}", warning));
    return log;
  }

  private void use(AuditChain other) throws IOException {
    size = Files.size(files.current().path());
    chain = Optional.of(other);
    head = Optional.of(new Head(other.entries(), other.head()));
    trouble = Optional.empty();
  }

  private IOException failed(IOException why) {
    String words = "the audit log cannot be written: " + FileTrouble.words(why);
    trouble = Optional.of(words + "; until it can, nobody can be paired: see to its disk");
    return new IOException(words, why);
  }

  /** What can be gone on with, read again if somebody else has changed it or the disk failed. */
  private AuditChain opened() throws IOException {
    if (chain.isEmpty() || !isAsItWasLeft()) {
      use(repair.run());
    }
    return chain.orElseThrow();
  }

  private boolean isAsItWasLeft() throws IOException {
    return files.hasCurrent() && Files.size(files.current().path()) == size;
  }

  /** The devices that are trusted by the last word on each. */
  SortedSet<Ski> trusted() throws IOException {
    try {
      return opened().trusted();
    } catch (IOException failed) {
      throw failed(failed);
    }
  }

  /**
   * Writes entries; when it returns, they are on the disk.
   *
   * @throws IOException if they could not all be written; then none is there
   */
  void append(List<AuditWord> words) throws IOException {
    try {
      AuditChain at = opened();
      // Until all is there, it is not known how much is.
      chain = Optional.empty();
      if (size >= full) {
        use(repair.turn(at));
      }
      append(words, at);
    } catch (IOException failed) {
      throw failed(failed);
    }
  }

  private void append(List<AuditWord> words, AuditChain at) throws IOException {
    AuditFile file = files.current();
    long before = size;
    chain = Optional.empty();
    try {
      long end = before;
      for (AuditWord word : words) {
        AuditEntry entry = at.next(wall.instant(), word);
        end = file.end(end, entry);
        at.take(entry);
      }
    } catch (IOException failed) {
      cut(file, before, failed);
      throw failed;
    }
    use(at);
  }

  private static void cut(AuditFile file, long at, IOException failed) {
    try {
      file.cut(at);
    } catch (IOException also) {
      // The next one to read it finds a torn line, or entries of what was not done.
      failed.addSuppressed(also);
    }
  }

  /**
   * As {@link #append}, for what has happened already: if it cannot be written, the log says so.
   */
  public void tell(List<AuditWord> words) {
    if (words.isEmpty()) {
      return;
    }
    try {
      append(words);
    } catch (IOException failed) {
      LOG.error("{}: {}", failed.getMessage(), words);
    }
  }

  /** The end of the chain; empty if there is none to go on with. Any thread. */
  public Optional<Head> head() {
    return head;
  }

  /** What the operator has to know, each with what to do. Any thread. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>(trouble.stream().toList());
    try {
      for (AuditFile broken : files.broken()) {
        warnings.add(
            "the audit log was changed, damaged or of another gateway, and a new one begun: see"
                + " 'shiphub audit verify', then keep "
                + broken.name()
                + " somewhere else");
      }
    } catch (IOException unreadable) {
      warnings.add("the audit log cannot be looked at: " + FileTrouble.words(unreadable));
    }
    return warnings;
  }
}
