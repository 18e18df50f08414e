package dev.shiphub.hub.adapter.file;

import dev.shiphub.hub.core.AuditRecord;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.hub.port.RecordStore;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.file.FileTrouble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trust file behind its audit log: first the entry, then the trust. So a crash may leave an
 * entry too many, and never a trust without its entry.
 */
public final class AuditedTrust implements RecordStore {
  private static final Logger LOG = LoggerFactory.getLogger(AuditedTrust.class);

  private final TrustFile trust;
  private final AuditLog audit;

  /** What the file holds; empty if a failure has left that open. */
  private Optional<StoredState> saved;

  private AuditedTrust(TrustFile trust, AuditLog audit, StoredState stored) {
    this.trust = trust;
    this.audit = audit;
    saved = Optional.of(stored);
  }

  /**
   * At a start: where the file says something else than the last words of the log, which a crash, a
   * restore or a hand may have left, the log gets an entry that says so.
   *
   * @param stored what the file holds
   */
  public static AuditedTrust open(TrustFile trust, AuditLog audit, StoredState stored) {
    try {
      List<AuditWord> found = differences(audit.trusted(), stored, AuditWord::found);
      found.forEach(word -> LOG.warn("not known to the audit log, added to it: {}", word));
      audit.tell(found);
    } catch (IOException failed) {
      LOG.error("what trust.json says is not compared: {}", failed.getMessage());
    }
    return new AuditedTrust(trust, audit, stored);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Devices whose trust changes without a decision get an entry that says that.
   */
  @Override
  public void save(StoredState state, List<AuditRecord> decisions) throws IOException {
    Optional<StoredState> before = saved;
    saved = Optional.empty();
    List<AuditWord> words = new ArrayList<>(decisions.stream().map(AuditWord::of).toList());
    if (!words.isEmpty() || before.filter(it -> skis(it).equals(skis(state))).isEmpty()) {
      words.addAll(differences(after(words), state, AuditWord::found));
    }
    if (!words.isEmpty()) {
      audit.append(words);
    }
    if (!before.equals(Optional.of(state))) {
      save(state, before);
    }
    saved = Optional.of(state);
  }

  private void save(StoredState state, Optional<StoredState> before) throws IOException {
    try {
      trust.save(state);
    } catch (IOException failed) {
      before.ifPresent(kept -> takeBack(kept, FileTrouble.words(failed)));
      throw failed;
    }
  }

  /** The entries are there; what they say is not so. */
  private void takeBack(StoredState kept, String why) {
    try {
      audit.tell(
          differences(
              audit.trusted(), kept, (ski, isTrusted) -> AuditWord.notSaved(ski, isTrusted, why)));
    } catch (IOException failed) {
      // The next save or start finds the difference.
      LOG.debug("not taken back: {}", failed.getMessage());
    }
  }

  private SortedSet<Ski> after(List<AuditWord> words) throws IOException {
    SortedSet<Ski> trusted = audit.trusted();
    words.forEach(word -> word.applyTo(trusted));
    return trusted;
  }

  /** What would have to be said for the log to say what is stored. */
  private static List<AuditWord> differences(
      SortedSet<Ski> logged, StoredState state, BiFunction<Ski, Boolean, AuditWord> word) {
    SortedSet<Ski> stored = skis(state);
    List<AuditWord> differences = new ArrayList<>();
    for (Ski ski : stored) {
      if (!logged.contains(ski)) {
        differences.add(word.apply(ski, true));
      }
    }
    for (Ski ski : logged) {
      if (!stored.contains(ski)) {
        differences.add(word.apply(ski, false));
      }
    }
    return differences;
  }

  private static SortedSet<Ski> skis(StoredState state) {
    return state.trusted().stream()
        .map(TrustRecord::ski)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
