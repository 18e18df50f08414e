package dev.shiphub.ship.port;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import java.util.function.BooleanSupplier;

/** Opens connections: TCP, mutual TLS with the check of who answers, and the WebSocket upgrade. */
public interface Dialer {
  /**
   * Tries the hosts of an endpoint one after the other until one answers as the expected device.
   *
   * <p>To be called on a virtual thread: a blocked platform thread notices no interrupt. Blocks, at
   * most for the sum of the phase limits of every host. Interrupting the thread ends it at once and
   * closes what had been opened.
   *
   * @param expected who must answer; any other certificate ends the TLS handshake (SHIP 12.2)
   * @param mayUpgrade asked when the device has proved who it is and does not know yet that we have
   *     seen it, in the last moment in which the dial can end unnoticed; false ends it (SHIP
   *     12.2.2)
   * @return an open transport that belongs to the caller, or what went wrong at each host
   * @throws InterruptedException if the thread was interrupted; nothing is left open
   */
  DialOutcome dial(Ski expected, Endpoint endpoint, BooleanSupplier mayUpgrade)
      throws InterruptedException;

  /** A dial that gives way to nobody. */
  default DialOutcome dial(Ski expected, Endpoint endpoint) throws InterruptedException {
    return dial(expected, endpoint, () -> true);
  }
}
