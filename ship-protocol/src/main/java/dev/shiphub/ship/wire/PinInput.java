package dev.shiphub.ship.wire;

/**
 * A PIN that was asked for (SHIP 13.4.4.3).
 *
 * @param pin 8 to 16 hex digits; a secret, never logged
 */
public record PinInput(String pin) implements ControlMessage {
  @Override
  public String toString() {
    return "PinInput[pin=***]";
  }
}
