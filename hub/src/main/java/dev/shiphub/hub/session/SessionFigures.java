package dev.shiphub.hub.session;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a connection has been used.
 *
 * @param phase where it stands, in words
 * @param phaseSince since when it stands there
 * @param openedAt when it was opened
 * @param heardAt when the peer was heard last; any frame counts, also the answer to a ping
 * @param received data messages of the peer
 * @param receivedAt when the last one came
 * @param sent data messages to the peer
 * @param sentAt when the last one was queued
 */
public record SessionFigures(
    String phase,
    Instant phaseSince,
    Instant openedAt,
    Instant heardAt,
    long received,
    Optional<Instant> receivedAt,
    long sent,
    Optional<Instant> sentAt) {
  /** Those of a connection that opens now. */
  public static SessionFigures fresh(Instant now) {
    return new SessionFigures("open", now, now, now, 0, Optional.empty(), 0, Optional.empty());
  }

  /**
   * Since when there has been no data message either way; since the opening if there was none.
   * Devices are known that end a connection which is idle for ten minutes, whatever it answers to
   * pings.
   */
  public Instant idleSince() {
    return Stream.concat(receivedAt.stream(), sentAt.stream())
        .max(Instant::compareTo)
        .orElse(openedAt);
  }

  SessionFigures in(String words, Instant now) {
    return new SessionFigures(words, now, openedAt, heardAt, received, receivedAt, sent, sentAt);
  }

  SessionFigures heard(Instant now) {
    return new SessionFigures(phase, phaseSince, openedAt, now, received, receivedAt, sent, sentAt);
  }

  SessionFigures oneReceived(Instant now) {
    return new SessionFigures(
        phase, phaseSince, openedAt, heardAt, received + 1, Optional.of(now), sent, sentAt);
  }

  SessionFigures oneSent(Instant now) {
    return new SessionFigures(
        phase, phaseSince, openedAt, heardAt, received, receivedAt, sent + 1, Optional.of(now));
  }
}
