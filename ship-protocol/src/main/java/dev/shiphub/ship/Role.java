package dev.shiphub.ship;

/**
 * Who opened the TCP connection. The role belongs to a connection, not to a device (SHIP 13.4.1).
 */
public enum Role {
  /** We dialled. */
  CLIENT,
  /** The peer dialled. */
  SERVER;

  /** The role of the other end. */
  public Role opposite() {
    return this == CLIENT ? SERVER : CLIENT;
  }
}
