package dev.shiphub.hub.adapter.file;

import dev.shiphub.hub.port.DecisionLog;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Parts of the audit log, read from its files beside whoever writes them, newest first. Whether
 * they are whole is the business of {@link AuditCheck}: a line that is no entry is passed over.
 */
public final class AuditExcerpts implements DecisionLog {
  private final AuditFiles files;

  /** Those of the log in a state directory. */
  public AuditExcerpts(Path directory) {
    files = new AuditFiles(directory);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Reads no more files than it needs. One that became full meanwhile has another name; numbers
   * only go down from file to file, so that none of its entries comes twice.
   */
  @Override
  public Excerpt before(long seq, int most) throws IOException {
    List<JsonObject> found = new ArrayList<>();
    long below = seq;
    for (AuditFile file : newestFirst()) {
      for (AuditEntry entry : last(file, below, most + 1 - found.size()).reversed()) {
        found.add(entry.toJson());
        below = entry.seq();
      }
      if (found.size() > most) {
        return new Excerpt(found.subList(0, most), true);
      }
    }
    return new Excerpt(found, false);
  }

  private List<AuditFile> newestFirst() throws IOException {
    List<AuditFile> all = new ArrayList<>(files.full().values());
    all.add(files.current());
    return all.reversed();
  }

  /** The last entries of a file that have a lower number, oldest first. */
  private static List<AuditEntry> last(AuditFile file, long below, int most) throws IOException {
    Deque<AuditEntry> last = new ArrayDeque<>();
    try (AuditLines lines = AuditLines.of(file.path())) {
      for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (AuditEntry.read(line.get()) instanceof AuditEntry.Read.Ok(AuditEntry entry)
            && entry.seq() < below) {
          last.addLast(entry);
          if (last.size() > most) {
            last.removeFirst();
          }
        }
      }
    } catch (NoSuchFileException renamed) {
      return List.of();
    }
    return List.copyOf(last);
  }
}
