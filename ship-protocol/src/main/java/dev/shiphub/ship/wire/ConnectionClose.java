package dev.shiphub.ship.wire;

import java.time.Duration;
import java.util.Optional;

/**
 * The orderly end of a connection, frame type 3 (SHIP 13.4.7).
 *
 * @param phase announcement or confirmation
 * @param maxTime how long the announcer waits for the confirmation; 0 to 10 minutes, only with
 *     {@code ANNOUNCE}
 * @param reason only with {@code ANNOUNCE}; free texts of old peers are read as {@code UNSPECIFIC}
 */
public record ConnectionClose(Phase phase, Optional<Duration> maxTime, Optional<Reason> reason)
    implements ShipMessage {
  /** The answer to an announcement. */
  public static final ConnectionClose CONFIRM =
      new ConnectionClose(Phase.CONFIRM, Optional.empty(), Optional.empty());

  /** The two messages of the exchange. */
  public enum Phase {
    ANNOUNCE,
    CONFIRM
  }

  /** Why the announcer closes. */
  public enum Reason {
    /** For now; a reconnect is expected. */
    UNSPECIFIC,
    /** The announcer has removed us from its known devices (SHIP 13.4.7.1.1). */
    REMOVED_CONNECTION
  }

  /** We close; we wait at most {@code maxTime} for the confirmation. */
  public static ConnectionClose announce(Duration maxTime, Reason reason) {
    return new ConnectionClose(Phase.ANNOUNCE, Optional.of(maxTime), Optional.of(reason));
  }
}
