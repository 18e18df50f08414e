package dev.shiphub.ship.port;

import dev.shiphub.ship.Ski;

/** Who is told of connections that others open. Called on each connection's own virtual thread. */
@FunctionalInterface
public interface Arrivals {
  /**
   * A transport is open, and belongs to the callee; also one that was just finished when the
   * listener was closed.
   */
  void opened(Transport transport);

  /**
   * A peer has proved its SKI and is about to upgrade: the moment in which a dial to the same peer
   * may give way (SHIP 12.2.2). Whoever does not dial has nothing to do.
   */
  default void authenticated(Ski peer) {}
}
