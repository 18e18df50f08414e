package dev.shiphub.ship.wire;

import java.time.Duration;
import java.util.Optional;

/**
 * Says whether we may talk, and how long we will wait to know (SHIP 13.4.4.1).
 *
 * @param phase what the sender knows
 * @param waiting the rest of the sender's wait-for-ready timer, set only while that timer runs; 0
 *     to 10 minutes
 * @param prolongationRequest whether the receiver is asked to wait longer
 */
public record ConnectionHello(Phase phase, Optional<Duration> waiting, boolean prolongationRequest)
    implements ControlMessage {
  /** What the sender of a hello knows about trust. */
  public enum Phase {
    /** Nobody has decided yet. */
    PENDING,
    /** The receiver is trusted. */
    READY,
    /** The receiver is refused, or the wait is over. */
    ABORTED
  }

  /** We trust the peer; our timer runs for {@code waiting}. */
  public static ConnectionHello ready(Duration waiting) {
    return new ConnectionHello(Phase.READY, Optional.of(waiting), false);
  }

  /** We do not know yet; our timer runs for {@code waiting}. */
  public static ConnectionHello pending(Duration waiting) {
    return new ConnectionHello(Phase.PENDING, Optional.of(waiting), false);
  }

  /** We do not know yet and ask for more time. */
  public static ConnectionHello prolongation() {
    return new ConnectionHello(Phase.PENDING, Optional.empty(), true);
  }

  /** We will not talk. */
  public static ConnectionHello aborted() {
    return new ConnectionHello(Phase.ABORTED, Optional.empty(), false);
  }
}
