package dev.shiphub.ship.handshake;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.wire.PinInput;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.PinState.InputPermission;
import dev.shiphub.ship.wire.PinState.State;
import dev.shiphub.ship.wire.ShipMessage;
import java.util.List;
import java.util.Optional;

/** PINs and the messages about them. */
final class PinSamples {
  static final Pin RIGHT = new Pin("55AAAAFF");
  static final Pin OTHER = new Pin("0123456789ABCDEF");
  static final PinState OK = new PinState(State.PIN_OK, Optional.empty());
  static final Optional<PinDemand> REQUIRED = Optional.of(new PinDemand(RIGHT, true));
  static final Optional<PinDemand> OPTIONAL = Optional.of(new PinDemand(RIGHT, false));

  private PinSamples() {}

  static PinState state(State state, InputPermission permission) {
    return new PinState(state, Optional.of(permission));
  }

  static PinState required(InputPermission permission) {
    return state(State.REQUIRED, permission);
  }

  static ShipMessage input(Pin pin) {
    return new PinInput(pin.digits());
  }

  static boolean isInData(Driven driven) {
    return driven.handshake.isInDataExchange();
  }

  static List<String> remarks(Driven driven) {
    return driven.outputs.stream()
        .filter(Output.Remark.class::isInstance)
        .map(output -> ((Output.Remark) output).words())
        .toList();
  }
}
