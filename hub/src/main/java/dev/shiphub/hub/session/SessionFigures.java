package dev.shiphub.hub.session;

import java.time.Instant;
import java.util.Optional;

/**
 * How a connection has been used.
 *
 * @param phase where it stands, in words
 * @param phaseSince since when it stands there
 * @param heardAt when the peer was heard last
 * @param received data messages of the peer
 * @param sent data messages to the peer
 * @param sentAt when the last one was queued
 */
public record SessionFigures(
    String phase,
    Instant phaseSince,
    Instant heardAt,
    long received,
    long sent,
    Optional<Instant> sentAt) {
  static SessionFigures fresh(Instant now) {
    return new SessionFigures("open", now, now, 0, 0, Optional.empty());
  }

  SessionFigures in(String words, Instant now) {
    return new SessionFigures(words, now, heardAt, received, sent, sentAt);
  }

  SessionFigures heard(Instant now) {
    return new SessionFigures(phase, phaseSince, now, received, sent, sentAt);
  }

  SessionFigures oneReceived() {
    return new SessionFigures(phase, phaseSince, heardAt, received + 1, sent, sentAt);
  }

  SessionFigures oneSent(Instant now) {
    return new SessionFigures(phase, phaseSince, heardAt, received, sent + 1, Optional.of(now));
  }
}
