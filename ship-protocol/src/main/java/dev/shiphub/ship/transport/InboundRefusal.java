package dev.shiphub.ship.transport;

/**
 * A connection that never became a transport, and why not.
 *
 * @param remote the peer's address and port, for people
 * @param stage how far it came
 * @param why one line without anything secret
 */
public record InboundRefusal(String remote, Stage stage, String why) {
  /** The stages of an accepted connection, in their order. */
  public enum Stage {
    /** Waiting for its first TLS record, or for room. */
    ARRIVAL,
    /** The TLS handshake and the check of the SKI. */
    TLS,
    /** The WebSocket upgrade. */
    UPGRADE
  }
}
