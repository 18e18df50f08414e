package dev.shiphub.ship.wire;

/**
 * Why the sender ends the protocol handshake (SHIP 13.4.4.2).
 *
 * @param code 1 timeout, 2 unexpected message, 3 selection mismatch; peers may send others
 */
public record ProtocolHandshakeError(int code) implements ControlMessage {
  /** The wait timer expired. */
  public static final ProtocolHandshakeError TIMEOUT = new ProtocolHandshakeError(1);

  /** A valid message that does not belong here. */
  public static final ProtocolHandshakeError UNEXPECTED_MESSAGE = new ProtocolHandshakeError(2);

  /** No common version or format, or a confirmation that differs. */
  public static final ProtocolHandshakeError SELECTION_MISMATCH = new ProtocolHandshakeError(3);

  /** The code in words. */
  public String words() {
    return switch (code) {
      case 1 -> "timeout";
      case 2 -> "unexpected message";
      case 3 -> "selection mismatch";
      default -> "error " + code;
    };
  }
}
