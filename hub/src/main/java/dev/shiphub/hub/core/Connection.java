package dev.shiphub.hub.core;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;

/**
 * One connection as the decisions see it: a value, never a socket.
 *
 * @param id unique in this hub's life
 * @param peer who the certificate says is at the other end
 * @param role ours; {@code CLIENT} if we dialled
 * @param address the peer's address and port, for people
 */
public record Connection(ConnectionId id, Ski peer, Role role, String address) {
  /** Whether we dialled it. */
  public boolean isOutgoing() {
    return role == Role.CLIENT;
  }

  /** The peer's address without the port. */
  public String host() {
    int colon = address.lastIndexOf(':');
    return colon < 0 ? address : address.substring(0, colon);
  }

  /** The direction in a word. */
  public String direction() {
    return isOutgoing() ? "out" : "in";
  }
}
