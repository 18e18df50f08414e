package dev.shiphub.hub.session;

import dev.shiphub.ship.Stage;
import java.time.Duration;

/** Hears how long a handshake takes. Called by the session's thread; must not block. */
@FunctionalInterface
public interface StageWatch {
  /** Hears nothing. */
  StageWatch NOBODY = (_, _) -> {};

  /**
   * A connection has come further.
   *
   * @param left the stage that it was in
   * @param took how long it was in it
   */
  void passed(Stage left, Duration took);
}
