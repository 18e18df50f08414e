package dev.shiphub.ship.handshake;

import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import java.util.Optional;

/**
 * Who we are in a handshake, and what the peer was to us before it.
 *
 * @param role our role on this connection
 * @param id our own SHIP ID, told on request
 * @param times our time limits
 * @param demand that peers are to enter our PIN, if they are
 * @param standing what the peer has tried or achieved so far; counts when PIN verification begins
 */
public record Party(
    Role role, ShipId id, HandshakeTimes times, Optional<PinDemand> demand, PinStanding standing) {
  /** A party that asks for no PIN. */
  public Party(Role role, ShipId id, HandshakeTimes times) {
    this(role, id, times, Optional.empty(), PinStanding.FRESH);
  }

  /** The same, asking for this PIN. */
  public Party demanding(Optional<PinDemand> pin) {
    return new Party(role, id, times, pin, standing);
  }

  Party with(PinStanding told) {
    return new Party(role, id, times, demand, told);
  }
}
