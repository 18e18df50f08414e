package dev.shiphub.sim.device;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;

/** Dials in the background; none of the methods blocks. */
interface Dials {
  /** Dials; is answered by exactly one {@link DeviceInput.DialEnded}. One at a time for a peer. */
  void start(Ski ski, Endpoint endpoint);

  /** Calls a dial off, if it is still under way; its answer comes all the same. */
  void cancel(Ski ski);
}
