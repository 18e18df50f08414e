package dev.shiphub.hub.core;

import dev.shiphub.hub.core.AuditRecord.Deed;
import dev.shiphub.hub.core.RecordBook.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which strangers may wait for a decision, and whether users hear of them: only while the pairing
 * window is open. Loop's thread.
 */
final class Prompts {
  private static final String OURSELVES = "the hub";

  private final HubState state;

  Prompts(HubState state) {
    this.state = state;
  }

  /** The handshake of a stranger waits for a decision. */
  void trustAsked(Connection connection, Instant now) {
    // The user may have decided while the question was under way.
    if (!state.slots().isInUse(connection) || state.isTrusted(connection)) {
      return;
    }
    Optional<Connection> yielding = state.desk().admit(connection, places(), now);
    yielding.ifPresent(this::refuse);
    boolean isHeld = !yielding.equals(Optional.of(connection));
    if (isHeld && state.window().isOpen()) {
      prompt(connection, now);
    }
  }

  /** How many may wait as things stand. */
  private int places() {
    return state.window().isOpen() ? state.limits().strangers() : state.limits().waitingStrangers();
  }

  private void prompt(Connection connection, Instant now) {
    if (state.desk().isNews(connection.peer(), now)) {
      state.tell(NoticeType.TRUST_REQUESTED, connection, connection.address(), now);
    }
  }

  private void refuse(Connection connection) {
    state.out().add(new HubEffect.Tell(connection, HubEffect.Decision.TRUST_DENIED));
  }

  /** Nobody decided in time. */
  void due(Instant now) {
    state.desk().due(now).forEach(this::refuse);
    if (state.window().isOver(now)) {
      close(OURSELVES, "its time is over");
    }
  }

  void open(long command, String by, Request.OpenWindow wanted) {
    Duration length = wanted.length();
    String how = "for " + length.toSeconds() + " s" + (wanted.isForOne() ? ", one device" : "");
    AuditRecord audit = new AuditRecord(Deed.WINDOW_OPENED, Optional.empty(), by, how, "");
    state
        .records()
        .add(new Change.Window(length, wanted.isForOne(), how), Optional.of(command), audit);
  }

  /** That is in the audit log; from now on users hear of strangers, also of those that wait. */
  void opened(Change.Window window, Instant now) {
    if (state.stopping().hasBegun()) {
      return;
    }
    state.window().open(new HubSnapshot.Window(now.plus(window.length()), window.isForOne()));
    state.out().notice(Notice.ofHub(NoticeType.PAIRING_WINDOW_OPENED, window.how()));
    state.desk().forgetNews();
    state.desk().waiting().forEach(connection -> prompt(connection, now));
  }

  void close(long command, String by) {
    if (state.window().isOpen()) {
      close(by, "by the user");
      state.out().done(command, "closed");
    } else {
      state.out().done(command, "was closed already");
    }
  }

  /** A device was paired. */
  void granted() {
    if (state.window().open().filter(HubSnapshot.Window::isForOne).isPresent()) {
      close(OURSELVES, "one device was paired");
    }
  }

  /** The hub stops. */
  void stop() {
    if (state.window().isOpen()) {
      close(OURSELVES, Refusal.CLOSED.words());
    }
    state.desk().close();
  }

  /** Closing counts at once, whatever the disk says. */
  private void close(String by, String cause) {
    state.window().close();
    state.out().notice(Notice.ofHub(NoticeType.PAIRING_WINDOW_CLOSED, cause));
    AuditRecord audit = new AuditRecord(Deed.WINDOW_CLOSED, Optional.empty(), by, cause, "");
    state.records().add(new Change.Noted("closed"), Optional.empty(), audit);
    List<Connection> tooMany = state.desk().trim(places());
    tooMany.forEach(this::refuse);
  }
}
