package dev.shiphub.ship.handshake;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.wire.AccessMethods;
import dev.shiphub.ship.wire.AccessMethodsRequest;
import dev.shiphub.ship.wire.PinError;
import dev.shiphub.ship.wire.PinInput;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.ship.wire.ShipMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Connection state "PIN verification" (SHIP 13.4.4.3). Where a PIN is optional it goes on in data
 * exchange.
 */
final class PinSteps {
  private PinSteps() {}

  /** How both machines stand now, and what is to be done. */
  record Moved(PinTalk talk, List<Output> outputs) {}

  static Step enter(Party party, Instant now, Output... before) {
    List<Output> outputs = new ArrayList<>(Arrays.asList(before));
    PinCheck.Turn check = PinCheck.enter(party.demand(), party.standing(), now);
    outputs.addAll(check.outputs());
    return new Step(
        new Phase.PinVerification(
            Optional.of(now.plus(party.times().pinState())),
            new PinTalk(check.next(), new PinAsk.Unknown()),
            List.of()),
        outputs);
  }

  static Step on(Phase.PinVerification phase, Input input, Party party, Instant now) {
    return switch (input) {
      case Input.Received(var message) -> hears(phase, message, party, now);
      case Input.Unreadable(String what) -> Step.unreadable(what);
      case Input.Skippable(String what) -> Step.remark(phase, what);
      case Input.TrustGranted() -> Step.to(phase);
      case Input.TrustDenied() -> Step.rejected("trust was withdrawn");
      case Input.OfPin pin -> goOn(phase, told(phase.talk(), pin, now), party, now);
      case Input.CloseWanted(_, var reason) -> Step.close(reason, reason.phrase());
      case Input.DeadlineReached() ->
          phase.stateBy().filter(by -> !by.isAfter(now)).isPresent()
              ? Step.protocolError("no PIN state in time")
              : goOn(phase, due(phase.talk(), now), party, now);
      case Input.PeerGone(var reason) -> Step.to(new Phase.Closed(reason.toString()));
    };
  }

  private static Step hears(
      Phase.PinVerification phase, ShipMessage message, Party party, Instant now) {
    return switch (message) {
      case PinInput _ when party.demand().isEmpty() ->
          Step.protocolError("the peer enters a PIN that nobody asked for");
      case PinState pin -> goOn(phase, hears(phase.talk(), pin, now), party, now);
      case PinInput pin -> goOn(phase, hears(phase.talk(), pin, now), party, now);
      case PinError pin -> goOn(phase, hears(phase.talk(), pin, now), party, now);
      case ShipData data -> keep(phase, data);
      case AccessMethodsRequest() ->
          Step.to(phase, Step.send(new AccessMethods(party.id().value())));
      case ShipMessage other ->
          Step.protocolError(
              "unexpected message in the PIN phase: " + other.getClass().getSimpleName());
    };
  }

  /** A message of PIN verification, in whichever phase; others are none of its business. */
  static Moved hears(PinTalk talk, ShipMessage message, Instant now) {
    return switch (message) {
      case PinState told -> ask(talk, PinAsk.hears(talk.ask(), told));
      case PinError _ -> ask(talk, PinAsk.refused(talk.ask()));
      case PinInput(String tried) when talk.check() instanceof PinCheck.Awaited awaited ->
          check(
              talk,
              Pin.parse(tried)
                  .map(pin -> PinCheck.hears(awaited, pin, now))
                  .orElseThrow(() -> new IllegalStateException("a PIN of a wrong form was read")));
      case ShipMessage late ->
          new Moved(
              talk,
              List.of(new Output.Remark("ignored a late " + late.getClass().getSimpleName())));
    };
  }

  /** What the owner of the connection knows of PINs. */
  static Moved told(PinTalk talk, Input.OfPin input, Instant now) {
    return switch (input) {
      case Input.PinGiven(Pin pin) -> ask(talk, PinAsk.entered(talk.ask(), pin));
      case Input.PinTold(var standing) ->
          talk.check() instanceof PinCheck.Awaited awaited
              ? check(talk, PinCheck.told(awaited, standing, now))
              : new Moved(talk, List.of());
    };
  }

  static Moved due(PinTalk talk, Instant now) {
    return talk.check() instanceof PinCheck.Awaited awaited
        ? check(talk, PinCheck.due(awaited, now))
        : new Moved(talk, List.of());
  }

  private static Moved ask(PinTalk talk, PinAsk.Turn turn) {
    return new Moved(new PinTalk(talk.check(), turn.next()), turn.outputs());
  }

  private static Moved check(PinTalk talk, PinCheck.Turn turn) {
    return new Moved(new PinTalk(turn.next(), talk.ask()), turn.outputs());
  }

  /** Enters data exchange as soon as both machines let it. */
  private static Step goOn(Phase.PinVerification phase, Moved moved, Party party, Instant now) {
    PinTalk talk = moved.talk();
    if (talk.isOpen()) {
      Step data = DataSteps.enter(talk, phase.early(), party, now);
      return new Step(data.next(), moved.outputs()).withMore(data.outputs());
    }
    Optional<Instant> stateBy =
        talk.ask() instanceof PinAsk.Unknown ? phase.stateBy() : Optional.empty();
    return new Step(new Phase.PinVerification(stateBy, talk, phase.early()), moved.outputs());
  }

  private static Step keep(Phase.PinVerification phase, ShipData data) {
    if (!data.isSpine()) {
      return Step.remark(phase, "ignored early data of an unknown protocol");
    }
    if (phase.early().size() >= Phase.PinVerification.MOST_EARLY) {
      return Step.protocolError("too much data before data exchange");
    }
    List<ShipData> early = new ArrayList<>(phase.early());
    early.add(data);
    return Step.to(new Phase.PinVerification(phase.stateBy(), phase.talk(), early));
  }
}
