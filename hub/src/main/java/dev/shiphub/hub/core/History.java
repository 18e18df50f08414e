package dev.shiphub.hub.core;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What has happened with one device, to tell people why it is not connected; no decision depends on
 * it. Owned by the loop's thread.
 */
final class History {
  private final int mostAttempts;
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private Optional<Instant> awaySince = Optional.empty();
  private Optional<Instant> goneSince = Optional.empty();
  private Optional<Instant> askedAt = Optional.empty();
  private int asked;

  History(int mostAttempts) {
    this.mostAttempts = mostAttempts;
  }

  /** A dial or connection has ended. */
  void ended(Attempt attempt) {
    attempts.addFirst(attempt);
    if (attempts.size() > mostAttempts) {
      attempts.removeLast();
    }
  }

  /** The device is not in data exchange, though it should be. */
  void away(Instant now) {
    awaySince = awaySince.or(() -> Optional.of(now));
  }

  /** The device is asked once more to trust us. */
  void asked(Instant now) {
    asked++;
    askedAt = Optional.of(now);
  }

  /** The user begins afresh: what the device was asked before does not count. */
  void refresh() {
    asked = 0;
    askedAt = Optional.empty();
  }

  /** All is well. */
  void connected() {
    awaySince = Optional.empty();
    refresh();
  }

  void seen() {
    goneSince = Optional.empty();
  }

  /** The last record of it is gone. */
  void gone(Instant now) {
    goneSince = Optional.of(now);
  }

  HubSnapshot.Past picture() {
    return new HubSnapshot.Past(List.copyOf(attempts), awaySince, goneSince, asked, askedAt);
  }
}
