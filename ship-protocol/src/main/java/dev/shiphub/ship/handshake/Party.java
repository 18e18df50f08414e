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
 * @param isAsking whether we ask for the peer's access methods, and so learn its SHIP ID
 * @param demand that peers are to enter our PIN, if they are
 * @param standing what the peer has tried or achieved so far; counts when PIN verification begins
 */
public record Party(
    Role role,
    ShipId id,
    HandshakeTimes times,
    boolean isAsking,
    Optional<PinDemand> demand,
    PinStanding standing) {
  /** A party that asks for access methods, and for no PIN. */
  public Party(Role role, ShipId id, HandshakeTimes times) {
    this(role, id, times, true, Optional.empty(), PinStanding.FRESH);
  }

  /** The same, asking for this PIN. */
  public Party demanding(Optional<PinDemand> pin) {
    return new Party(role, id, times, isAsking, pin, standing);
  }

  /** The same, asking for access methods or not. */
  public Party asking(boolean isWanted) {
    return new Party(role, id, times, isWanted, demand, standing);
  }

  Party with(PinStanding told) {
    return new Party(role, id, times, isAsking, demand, told);
  }
}
