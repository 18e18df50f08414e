package dev.shiphub.ship.handshake;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;

/**
 * What does not change during a handshake: who we are in it.
 *
 * @param role our role on this connection
 * @param id our own SHIP ID, told on request
 * @param times our time limits
 */
public record Party(Role role, ShipId id, HandshakeTimes times) {}
