package dev.shiphub.hub.adapter.file;

import dev.shiphub.ship.file.FileTrouble;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Looks through the audit log of a state directory, from its first entry to its last. Reads only,
 * keeps no entry, and may be used beside the daemon that writes it.
 */
public final class AuditCheck {
  /** A daemon may write at the same time, which looks like a torn line for a moment. */
  private static final int LOOKS = 3;

  private static final int MOST_NOTES = 20;

  private final AuditFiles files;
  private final Optional<String> noted;
  private final AuditChain chain = AuditChain.fromTheBeginning();
  private final List<String> notes = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private Optional<Instant> from = Optional.empty();
  private Optional<Instant> until = Optional.empty();
  private boolean hasNoted;
  private long entries;
  private long found;

  private AuditCheck(AuditFiles files, Optional<String> noted) {
    this.files = files;
    this.noted = noted;
  }

  /**
   * Looks.
   *
   * @param noted a head that was noted earlier: an entry with this hash must be there
   * @param each gets the good entries, in their order; some again if a daemon writes meanwhile
   * @throws IOException if there is no directory that can be read
   */
  public static AuditVerdict of(Path directory, Optional<String> noted, Consumer<JsonObject> each)
      throws IOException {
    AuditFiles files = new AuditFiles(directory);
    List<String> before = files.state();
    AuditVerdict verdict = new AuditCheck(files, noted).look(each);
    for (int look = 1; look < LOOKS && !verdict.isWhole(); look++) {
      List<String> after = files.state();
      if (after.equals(before)) {
        return verdict;
      }
      before = after;
      verdict = new AuditCheck(files, noted).look(each);
    }
    return verdict;
  }

  /** Whether a text can be a head. */
  public static boolean isHead(String text) {
    return AuditEntry.isHash(text);
  }

  private AuditVerdict look(Consumer<JsonObject> each) throws IOException {
    follow(
        entry -> {
          note(entry);
          each.accept(entry.toJson());
        });
    if (noted.isPresent() && !hasNoted) {
      faults.add(
          "no entry has the noted head "
              + noted.get()
              + ": the log was cut off before it, or made anew");
    }
    if (found > 0) {
      notes.add(found + " entries say \"found\": trust that nobody decided, see 'audit show'");
    }
    for (AuditFile broken : files.broken()) {
      faults.add(broken.name() + " was set aside: " + trouble(broken));
    }
    Optional<String> head = Optional.of(chain.head()).filter(_ -> from.isPresent());
    return new AuditVerdict(
        chain.gateway(), entries, from, until, head, List.copyOf(notes), List.copyOf(faults));
  }

  /** Through all files, up to the first fault. */
  private void follow(Consumer<AuditEntry> each) throws IOException {
    SortedMap<Integer, AuditFile> full = files.full();
    int number = 0;
    for (Map.Entry<Integer, AuditFile> next : full.entrySet()) {
      number++;
      if (next.getKey() != number) {
        faults.add(files.full(number).name() + " is missing");
        return;
      }
      if (!isGood(next.getValue(), each)) {
        return;
      }
    }
    if (files.hasCurrent()) {
      isGood(files.current(), each);
    } else {
      faults.add(files.current().path() + " is missing");
    }
  }

  private boolean isGood(AuditFile file, Consumer<AuditEntry> each) {
    Optional<String> trouble;
    try {
      trouble = file.follow(chain, each).trouble().map(AuditFile.Trouble::words);
    } catch (IOException unreadable) {
      trouble = Optional.of("cannot be read: " + FileTrouble.words(unreadable));
    }
    trouble.ifPresent(words -> faults.add(file.name() + " " + words));
    return trouble.isEmpty();
  }

  private static String trouble(AuditFile broken) {
    try {
      AuditFile.Look look = broken.follow(AuditChain.fromAnyFile(), _ -> {});
      return look.lines()
          + " entries of it hold"
          + look.trouble().map(it -> "; " + it.words()).orElse("");
    } catch (IOException unreadable) {
      return "it cannot be read: " + FileTrouble.words(unreadable);
    }
  }

  private void note(AuditEntry entry) {
    if (isRemarkable(entry.word()) && notes.size() < MOST_NOTES) {
      AuditWord word = entry.word();
      notes.add(
          "entry %d of %s: %s, %s: %s"
              .formatted(entry.seq(), entry.at(), word.deed(), word.how(), word.evidence()));
    }
    entries++;
    from = from.or(() -> Optional.of(entry.at()));
    until = Optional.of(entry.at());
    hasNoted |= noted.equals(Optional.of(entry.hash()));
    found += entry.word().deed().equals(AuditWord.FOUND) ? 1 : 0;
  }

  private boolean isRemarkable(AuditWord word) {
    return switch (word.deed()) {
      // A chain that begins in a later file, or behind one that was set aside.
      case AuditWord.BEGUN, AuditWord.CONTINUED ->
          word.how().startsWith(AuditRepair.AFTER_BROKEN)
              || (word.deed().equals(AuditWord.BEGUN) && entries > 0);
      case AuditWord.TORN -> true;
      default -> false;
    };
  }
}
