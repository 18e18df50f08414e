package dev.shiphub.ship.handshake;

import dev.shiphub.ship.wire.AccessMethods;
import dev.shiphub.ship.wire.AccessMethodsRequest;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.ship.wire.ShipMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Connection state "PIN verification", for a node without a PIN of its own (SHIP 13.4.4.3). */
final class PinSteps {
  private PinSteps() {}

  static Step enter(Party party, Instant now, Output... before) {
    List<Output> outputs = new ArrayList<>(Arrays.asList(before));
    outputs.add(Step.send(PinState.NONE));
    return new Step(
        new Phase.AwaitPinState(now.plus(party.times().pinState()), List.of()), outputs);
  }

  static Step on(Phase.AwaitPinState phase, Input input, Party party, Instant now) {
    return switch (input) {
      case Input.Received(var message) -> hears(phase, message, party, now);
      case Input.Unreadable(String what) -> Step.protocolError(what);
      case Input.Skippable(String what) -> Step.remark(phase, what);
      case Input.TrustGranted() -> Step.to(phase);
      case Input.TrustDenied() -> Step.rejected("trust was withdrawn");
      case Input.CloseWanted(_, var reason) -> Step.close(reason, reason.phrase());
      case Input.DeadlineReached() -> Step.protocolError("no PIN state in time");
      case Input.PeerGone(var reason) -> Step.to(new Phase.Closed(reason.toString()));
    };
  }

  private static Step hears(
      Phase.AwaitPinState phase, ShipMessage message, Party party, Instant now) {
    return switch (message) {
      case PinState pin -> hearsPinState(phase, pin, party, now);
      case ShipData data -> keep(phase, data);
      case AccessMethodsRequest() ->
          Step.to(phase, Step.send(new AccessMethods(party.id().value())));
      case ShipMessage other ->
          Step.protocolError(
              "unexpected message in the PIN phase: " + other.getClass().getSimpleName());
    };
  }

  private static Step hearsPinState(
      Phase.AwaitPinState phase, PinState pin, Party party, Instant now) {
    return switch (pin.state()) {
      case NONE, PIN_OK -> DataSteps.enter(phase.early(), party, now);
      case OPTIONAL ->
          DataSteps.enter(phase.early(), party, now)
              .withMore(
                  List.of(
                      new Output.Remark("the peer offers a PIN; it may restrict us without one")));
      case REQUIRED -> Step.protocolError("the device requires a PIN");
    };
  }

  private static Step keep(Phase.AwaitPinState phase, ShipData data) {
    if (!data.isSpine()) {
      return Step.remark(phase, "ignored early data of an unknown protocol");
    }
    if (phase.early().size() >= Phase.AwaitPinState.MOST_EARLY) {
      return Step.protocolError("too much data before data exchange");
    }
    List<ShipData> early = new ArrayList<>(phase.early());
    early.add(data);
    return Step.to(new Phase.AwaitPinState(phase.by(), early));
  }
}
