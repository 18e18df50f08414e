package dev.shiphub.hub.port;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;

/**
 * Looks on while the hub works, and has no say in it.
 *
 * <p>Called by the hub's own threads, several at once: every call must return at once and take
 * nothing but its own locks. What it throws is logged, and stops nothing.
 */
public interface HubWatch {
  /** This is handed to the loop. Called by whoever hands it in, before the loop decides. */
  default void happened(HubEvent event) {}

  /** The loop has decided this, and it is done next. Called by the loop's thread. */
  default void decided(HubEffect effect) {}

  /** A connection is open; returns who looks at it. Called before anything else of it. */
  default ConnectionWatch opened(Connection connection) {
    return ConnectionWatch.NOBODY;
  }
}
