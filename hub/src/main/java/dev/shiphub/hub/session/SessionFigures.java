package dev.shiphub.hub.session;

import java.time.Instant;
import java.util.Optional;

/**
 * How a connection has been used.
 *
 * @param phase where it stands, in words
 * @param openedAt when it opened
 * @param heardAt when the peer was heard last
 * @param received data messages of the peer
 * @param sent data messages to the peer
 * @param sentAt when the last one was queued
 */
public record SessionFigures(
    String phase,
    Instant openedAt,
    Instant heardAt,
    long received,
    long sent,
    Optional<Instant> sentAt) {
  static SessionFigures fresh(Instant now) {
    return new SessionFigures("open", now, now, 0, 0, Optional.empty());
  }

  SessionFigures in(String words) {
    return new SessionFigures(words, openedAt, heardAt, received, sent, sentAt);
  }

  SessionFigures heard(Instant now) {
    return new SessionFigures(phase, openedAt, now, received, sent, sentAt);
  }

  SessionFigures oneReceived() {
    return new SessionFigures(phase, openedAt, heardAt, received + 1, sent, sentAt);
  }

  SessionFigures oneSent(Instant now) {
    return new SessionFigures(phase, openedAt, heardAt, received, sent + 1, Optional.of(now));
  }
}
