package dev.shiphub.hub.core;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The records that survive a restart, and the changes on their way to the disk.
 *
 * <p>One save is under way at a time, so that a change whose save failed is not written by a later
 * one behind the user's back. A device becomes trusted when that is saved, and ceases to be trusted
 * when it is asked for. Owned by the loop's thread.
 */
final class RecordBook {
  private static final Duration RETRY = Duration.ofSeconds(30);

  /** What a disk that stays full makes wait is bounded; the earliest is kept. */
  private static final int MOST_NOTES = 256;

  private StoredState saved;
  private final List<Entry> waiting = new ArrayList<>();
  private List<Entry> inFlight = List.of();
  private long version;
  private Optional<Instant> retryAt = Optional.empty();

  RecordBook(StoredState saved) {
    this.saved = saved;
  }

  /** One change of the records. */
  sealed interface Change {
    record Grant(TrustRecord trusted) implements Change {}

    record Withdraw(Ski ski) implements Change {}

    record Name(Ski ski, ShipId id) implements Change {}

    record Pin(Ski ski, PinRecord pin) implements Change {}

    record AddPeer(StaticPeer peer) implements Change {}

    record RemovePeer(Ski ski) implements Change {}

    /** The pairing window opens when that is in the audit log. */
    record Window(Duration length, boolean isForOne, String how) implements Change {}

    /** Something was decided that changes no record; it has its place in the audit log. */
    record Noted(String what) implements Change {}
  }

  /**
   * A change.
   *
   * @param command that waits for it, if one does
   * @param audit the decision behind it, if there is one
   */
  record Entry(Change change, Optional<Long> command, Optional<AuditRecord> audit) {
    /** Whether it counts already, so that a failed save is tried again. */
    boolean isInForce() {
      return change instanceof Change.Withdraw || change instanceof Change.Noted;
    }

    private Entry withoutCommand() {
      return new Entry(change, Optional.empty(), audit);
    }
  }

  /** Whether the device is trusted as of now. */
  boolean isTrusted(Ski ski) {
    return trustRecord(ski).isPresent();
  }

  /** The trust in a device, unless it is being withdrawn. */
  Optional<TrustRecord> trustRecord(Ski ski) {
    boolean isBeingWithdrawn =
        unsaved().stream().anyMatch(entry -> entry.change().equals(new Change.Withdraw(ski)));
    return isBeingWithdrawn
        ? Optional.empty()
        : saved.trusted().stream().filter(trusted -> trusted.ski().equals(ski)).findFirst();
  }

  /** The records as they will be when all changes are saved. */
  StoredState intended() {
    StoredState state = saved;
    for (Entry entry : unsaved()) {
      state = apply(state, entry.change());
    }
    return state;
  }

  /**
   * Whether nothing is being saved, and nothing will be before the next try of a failed withdrawal.
   */
  boolean isIdle() {
    return inFlight.isEmpty() && (waiting.isEmpty() || retryAt.isPresent());
  }

  /** Takes a change; it is saved as soon as the save under way is done. */
  void add(Change change, Optional<Long> command) {
    waiting.add(new Entry(change, command, Optional.empty()));
  }

  /** The same for a change that somebody has decided on. */
  void add(Change change, Optional<Long> command, AuditRecord audit) {
    waiting.add(new Entry(change, command, Optional.of(audit)));
  }

  /** The next save, if there is something to save and no save is under way. */
  Optional<HubEffect.Save> next() {
    if (!inFlight.isEmpty() || waiting.isEmpty() || retryAt.isPresent()) {
      return Optional.empty();
    }
    inFlight = List.copyOf(waiting);
    waiting.clear();
    version++;
    List<AuditRecord> audit = inFlight.stream().flatMap(entry -> entry.audit().stream()).toList();
    return Optional.of(new HubEffect.Save(version, intended(), audit));
  }

  /** The save under way is on disk; returns what has been saved. */
  List<Entry> saved(long savedVersion) {
    requireInFlight(savedVersion);
    saved = intendedOf(inFlight);
    List<Entry> done = inFlight;
    inFlight = List.of();
    return done;
  }

  /**
   * The save under way failed; returns the changes that are given up.
   *
   * <p>What is in force already is not given up: it is tried again.
   */
  List<Entry> failed(long failedVersion, Instant now) {
    requireInFlight(failedVersion);
    List<Entry> failed = inFlight;
    inFlight = List.of();
    List<Entry> again =
        failed.stream().filter(Entry::isInForce).map(Entry::withoutCommand).toList();
    // Users who have asked for something meanwhile are not kept waiting by it.
    if (!again.isEmpty() && waiting.isEmpty()) {
      retryAt = Optional.of(now.plus(RETRY));
    }
    waiting.addAll(0, again);
    bound();
    return failed;
  }

  /** Of what has its place in the audit log only, the latest is given up. */
  private void bound() {
    List<Entry> notes =
        waiting.stream().filter(entry -> entry.change() instanceof Change.Noted).toList();
    waiting.removeAll(notes.subList(Math.min(notes.size(), MOST_NOTES), notes.size()));
  }

  /** Lets a failed withdrawal be tried again when its time has come. */
  void due(Instant now) {
    retryAt = retryAt.filter(at -> at.isAfter(now));
  }

  /**
   * Lets a failed withdrawal be tried again at once: a user asked for something, or the hub stops.
   */
  void hurry() {
    retryAt = Optional.empty();
  }

  Optional<Instant> deadline() {
    return retryAt;
  }

  private void requireInFlight(long answered) {
    if (inFlight.isEmpty() || answered != version) {
      throw new IllegalStateException("a second outcome of save " + answered);
    }
  }

  private List<Entry> unsaved() {
    List<Entry> unsaved = new ArrayList<>(inFlight);
    unsaved.addAll(waiting);
    return unsaved;
  }

  private StoredState intendedOf(List<Entry> entries) {
    StoredState state = saved;
    for (Entry entry : entries) {
      state = apply(state, entry.change());
    }
    return state;
  }

  private static StoredState apply(StoredState state, Change change) {
    return switch (change) {
      case Change.Grant(TrustRecord trusted) ->
          new StoredState(plus(without(state.trusted(), trusted.ski()), trusted), state.peers());
      case Change.Withdraw(Ski ski) ->
          new StoredState(without(state.trusted(), ski), state.peers());
      case Change.Name(Ski ski, ShipId id) ->
          new StoredState(changed(state, ski, entry -> entry.named(id)), state.peers());
      case Change.Pin(Ski ski, PinRecord pin) ->
          new StoredState(changed(state, ski, entry -> entry.with(pin)), state.peers());
      case Change.AddPeer(StaticPeer peer) ->
          new StoredState(state.trusted(), plus(withoutPeer(state, peer.ski()), peer));
      case Change.RemovePeer(Ski ski) -> new StoredState(state.trusted(), withoutPeer(state, ski));
      case Change.Window _, Change.Noted _ -> state;
    };
  }

  private static List<TrustRecord> without(List<TrustRecord> trusted, Ski ski) {
    return trusted.stream().filter(entry -> !entry.ski().equals(ski)).toList();
  }

  private static List<TrustRecord> changed(
      StoredState state, Ski ski, UnaryOperator<TrustRecord> change) {
    return state.trusted().stream()
        .map(entry -> entry.ski().equals(ski) ? change.apply(entry) : entry)
        .toList();
  }

  private static List<StaticPeer> withoutPeer(StoredState state, Ski ski) {
    return state.peers().stream().filter(peer -> !peer.ski().equals(ski)).toList();
  }

  private static <T> List<T> plus(List<T> list, T item) {
    List<T> more = new ArrayList<>(list);
    more.add(item);
    return more;
  }
}
