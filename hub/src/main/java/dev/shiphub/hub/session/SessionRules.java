package dev.shiphub.hub.session;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.handshake.PinDemand;
import java.time.Duration;
import java.util.Optional;

/**
 * What all sessions have in common.
 *
 * @param id our SHIP ID
 * @param times the limits of the handshake
 * @param ping how long a peer may be silent before it is pinged
 * @param pong how long it may take to answer
 * @param pin ours, if devices are to enter it
 * @param isAsking whether devices are asked for their access methods, and so for their SHIP ID
 * @param lifetime when a connection is renewed
 * @param mostHeld octets of data that are kept of a connection that is not bound yet
 */
public record SessionRules(
    ShipId id,
    HandshakeTimes times,
    Duration ping,
    Duration pong,
    Optional<PinDemand> pin,
    boolean isAsking,
    Lifetime lifetime,
    int mostHeld) {
  /** Without a PIN of our own, asking for access methods, and never renewing a connection. */
  public SessionRules(ShipId id, HandshakeTimes times, Duration ping, Duration pong, int mostHeld) {
    this(id, times, ping, pong, Optional.empty(), true, Lifetime.UNLIMITED, mostHeld);
  }
}
