package dev.shiphub.ship.handshake;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.wire.PinError;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.PinState.InputPermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the peer has entered our PIN (SHIP 13.4.4.3: SME_PIN_STATE_CHECK_...). */
public sealed interface PinCheck {
  /** We ask for none, or the right one has been entered. */
  record Passed() implements PinCheck {}

  /**
   * It is awaited: CHECK_LISTEN, or CHECK_BUSY_WAIT while a penalty runs.
   *
   * @param demand which
   * @param standing what the peer has tried
   */
  record Awaited(PinDemand demand, PinStanding standing) implements PinCheck {}

  /** The next state and what is to be done. */
  record Turn(PinCheck next, List<Output> outputs) {
    public Turn {
      outputs = List.copyOf(outputs);
    }
  }

  /** Whether data may flow as far as we are concerned. */
  default boolean isOpen() {
    return switch (this) {
      case Passed() -> true;
      case Awaited awaited -> !awaited.demand().isRequired();
    };
  }

  /** When the penalty is over. */
  default Optional<Instant> deadline() {
    return switch (this) {
      case Passed() -> Optional.empty();
      case Awaited awaited -> awaited.standing().busyUntil();
    };
  }

  /** Begins by telling our PIN state. */
  static Turn enter(Optional<PinDemand> demand, PinStanding standing, Instant now) {
    if (demand.isEmpty()) {
      return new Turn(new Passed(), List.of(Step.send(PinState.NONE)));
    }
    if (standing.isVerified()) {
      return new Turn(new Passed(), List.of(ok()));
    }
    Awaited awaited = new Awaited(demand.get(), standing.at(now));
    return new Turn(awaited, List.of(state(awaited)));
  }

  /** The peer enters a PIN. One that comes during a penalty is not looked at. */
  static Turn hears(Awaited awaited, Pin tried, Instant now) {
    if (awaited.standing().busyUntil().isPresent()) {
      return new Turn(awaited, List.of(state(awaited)));
    }
    if (awaited.demand().pin().matches(tried)) {
      return new Turn(new Passed(), List.of(ok(), new Output.PinEntered(true)));
    }
    Awaited next = new Awaited(awaited.demand(), awaited.standing().wrongOnce(now));
    List<Output> outputs = new ArrayList<>();
    outputs.add(Step.send(PinError.WRONG));
    if (next.standing().busyUntil().isPresent()) {
      outputs.add(state(next));
    }
    outputs.add(new Output.PinEntered(false));
    return new Turn(next, outputs);
  }

  /** What the peer has tried, or achieved, on other connections. */
  static Turn told(Awaited awaited, PinStanding told, Instant now) {
    PinStanding standing = awaited.standing().with(told).at(now);
    if (standing.isVerified()) {
      return new Turn(new Passed(), List.of(ok()));
    }
    boolean isNews = standing.busyUntil().isPresent() && awaited.standing().busyUntil().isEmpty();
    Awaited next = new Awaited(awaited.demand(), standing);
    return new Turn(next, isNews ? List.of(state(next)) : List.of());
  }

  /** The penalty is over, if it is. */
  static Turn due(Awaited awaited, Instant now) {
    Awaited next = new Awaited(awaited.demand(), awaited.standing().at(now));
    return new Turn(next, next.equals(awaited) ? List.of() : List.of(state(next)));
  }

  private static Output ok() {
    return Step.send(new PinState(PinState.State.PIN_OK, Optional.empty()));
  }

  private static Output state(Awaited awaited) {
    boolean isBusy = awaited.standing().busyUntil().isPresent();
    return Step.send(
        new PinState(
            awaited.demand().isRequired() ? PinState.State.REQUIRED : PinState.State.OPTIONAL,
            Optional.of(isBusy ? InputPermission.BUSY : InputPermission.OK)));
  }
}
