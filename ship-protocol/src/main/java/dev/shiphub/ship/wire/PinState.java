package dev.shiphub.ship.wire;

import java.util.Optional;

/**
 * Whether the sender asks for its PIN (SHIP 13.4.4.3).
 *
 * @param state what the sender wants
 * @param permission whether a PIN may be sent now; only with {@code REQUIRED} and {@code OPTIONAL}
 */
public record PinState(State state, Optional<InputPermission> permission)
    implements ControlMessage {
  /** The sender has no PIN. */
  public static final PinState NONE = new PinState(State.NONE, Optional.empty());

  /** What the sender wants. */
  public enum State {
    REQUIRED,
    OPTIONAL,
    PIN_OK,
    NONE
  }

  /** Whether a PIN may be sent now. */
  public enum InputPermission {
    BUSY,
    OK
  }
}
