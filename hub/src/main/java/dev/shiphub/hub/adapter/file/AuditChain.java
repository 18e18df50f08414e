package dev.shiphub.hub.adapter.file;

import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far a chain of entries goes, and which devices are trusted by its last words. Takes one entry
 * after the other and remembers none. Owned by one thread.
 */
final class AuditChain {
  private final boolean isFromTheBeginning;
  private long seq;
  private String head = AuditEntry.NOTHING;
  private Optional<Ski> gateway = Optional.empty();
  private final SortedSet<Ski> trusted = new TreeSet<>();
  private boolean isNewFile = true;

  private AuditChain(boolean isFromTheBeginning) {
    this.isFromTheBeginning = isFromTheBeginning;
  }

  /** One whose first file must hold its beginning. */
  static AuditChain fromTheBeginning() {
    return new AuditChain(true);
  }

  /** One whose first file may continue another. */
  static AuditChain fromAnyFile() {
    return new AuditChain(false);
  }

  /** What comes next is the first line of a file. */
  void beginFile() {
    isNewFile = true;
  }

  /** Takes an entry; says why it cannot be the next one, and then has not taken it. */
  Optional<String> take(AuditEntry entry) {
    Optional<String> wrong = isNewFile ? wrongAtTop(entry) : wrong(entry);
    if (wrong.isEmpty()) {
      isNewFile = false;
      seq = entry.seq();
      head = entry.hash();
      remember(entry.word());
    }
    return wrong;
  }

  private void remember(AuditWord word) {
    if (isTop(word)) {
      gateway = word.ski();
    }
    word.applyTo(trusted);
  }

  private static boolean isTop(AuditWord word) {
    return word.deed().equals(AuditWord.BEGUN) || word.deed().equals(AuditWord.CONTINUED);
  }

  private Optional<String> wrongAtTop(AuditEntry entry) {
    if (entry.word().deed().equals(AuditWord.BEGUN)) {
      return entry.seq() == 1 && entry.prev().equals(AuditEntry.NOTHING)
          ? Optional.empty()
          : Optional.of("it begins a chain and is not its first entry");
    }
    if (!entry.word().deed().equals(AuditWord.CONTINUED)) {
      return Optional.of(
          "entry " + entry.seq() + " cannot be the first of a file: those before it were removed");
    }
    return seq == 0 && !isFromTheBeginning ? Optional.empty() : follows(entry);
  }

  private Optional<String> wrong(AuditEntry entry) {
    return isTop(entry.word())
        ? Optional.of("it belongs at the top of a file: it was inserted")
        : follows(entry);
  }

  private Optional<String> follows(AuditEntry entry) {
    long expected = seq + 1;
    if (entry.seq() > expected) {
      return Optional.of(
          "entry %d stands where entry %d belongs: removed, or out of order"
              .formatted(entry.seq(), expected));
    }
    if (entry.seq() < expected) {
      return Optional.of(
          "entry %d stands where entry %d belongs: inserted, or out of order"
              .formatted(entry.seq(), expected));
    }
    return entry.prev().equals(head)
        ? Optional.empty()
        : Optional.of("it does not follow the line before: one of both was replaced");
  }

  /** The next entry, which still is to be written and taken. */
  AuditEntry next(Instant at, AuditWord word) {
    return AuditEntry.of(seq + 1, at, word, head);
  }

  /**
   * The top of a new file: that it begins, or continues what is here, and who is trusted. They are
   * taken.
   */
  List<AuditEntry> top(Instant at, Ski own, String how, String evidence) {
    String deed = seq == 0 ? AuditWord.BEGUN : AuditWord.CONTINUED;
    List<AuditWord> words = new ArrayList<>();
    words.add(AuditWord.ofLog(deed, Optional.of(own), how, evidence));
    trusted.forEach(ski -> words.add(AuditWord.standing(ski)));
    beginFile();
    List<AuditEntry> top = new ArrayList<>();
    for (AuditWord word : words) {
      AuditEntry entry = next(at, word);
      take(entry)
          .ifPresent(
              why -> {
                throw new IllegalStateException(why);
              });
      top.add(entry);
    }
    return top;
  }

  /** How many entries it has. */
  long entries() {
    return seq;
  }

  /** The hash of its last entry. */
  String head() {
    return head;
  }

  /** Whose it is; empty if it has no entry. */
  Optional<Ski> gateway() {
    return gateway;
  }

  /** The devices that are trusted by its last word on each. */
  SortedSet<Ski> trusted() {
    return new TreeSet<>(trusted);
  }
}
