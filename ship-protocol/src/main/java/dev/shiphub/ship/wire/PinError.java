package dev.shiphub.ship.wire;

/**
 * The PIN was refused (SHIP 13.4.4.3).
 *
 * @param code 1 for a wrong PIN
 */
public record PinError(int code) implements ControlMessage {
  /** The one that tells that a PIN was wrong. */
  public static final PinError WRONG = new PinError(1);
}
