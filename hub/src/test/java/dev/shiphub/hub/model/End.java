package dev.shiphub.hub.model;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Stage;
import java.time.Instant;
import java.util.Optional;

/**
 * One end of a connection.
 *
 * @param phase how far it is
 * @param isStarted whether its node lets the handshake begin
 * @param heard the number of the last message that came
 * @param isComplete whether it came to data exchange
 * @param isBound whether its node has used it for data
 * @param closing with which reason it closes
 * @param timer when a ping is lost, the close took too long, or a dead connection is noticed
 */
record End(
    Phase phase,
    boolean isStarted,
    int heard,
    boolean isComplete,
    boolean isBound,
    Optional<CloseReason> closing,
    Optional<Instant> timer) {
  /** How far an end is. */
  enum Phase {
    /** TLS goes on. */
    TLS,
    /** The client has asked for a WebSocket; the server has noticed the dial. */
    UPGRADE,
    /** The WebSocket is open. */
    OPEN,
    /** A close frame was sent. */
    CLOSING,
    /** Nothing is left. */
    ENDED
  }

  static final End FRESH =
      new End(Phase.TLS, false, 0, false, false, Optional.empty(), Optional.empty());

  End in(Phase other) {
    return new End(other, isStarted, heard, isComplete, isBound, closing, Optional.empty());
  }

  End started() {
    return new End(phase, true, heard, isComplete, isBound, closing, timer);
  }

  End heard(int number) {
    return new End(phase, isStarted, number, isComplete || number > 2, isBound, closing, timer);
  }

  End closing(CloseReason reason, Instant limit) {
    return new End(
        Phase.CLOSING,
        isStarted,
        heard,
        isComplete,
        isBound,
        Optional.of(reason),
        Optional.of(limit));
  }

  End timed(Optional<Instant> at) {
    return new End(phase, isStarted, heard, isComplete, isBound, closing, at);
  }

  End bound() {
    return new End(phase, isStarted, heard, isComplete, true, closing, timer);
  }

  boolean isOpen() {
    return phase == Phase.OPEN;
  }

  boolean isInUse() {
    return isOpen() && isBound;
  }

  boolean hasEnded() {
    return phase == Phase.ENDED;
  }

  Stage reached() {
    if (isComplete) {
      return Stage.DATA;
    }
    return heard > 0 ? Stage.HELLO : Stage.OPEN;
  }
}
