package dev.shiphub.ship.handshake;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.wire.AccessMethods;
import dev.shiphub.ship.wire.AccessMethodsRequest;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.ConnectionInit;
import dev.shiphub.ship.wire.ControlMessage;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.ship.wire.ShipMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connection data exchange, with the access methods beside it (SHIP 13.4.5, 13.4.6). */
final class DataSteps {
  private DataSteps() {}

  /**
   * Enters with the data that came too early; asks for the access methods, unless this party never
   * does. They gate nothing (SHIP-IG 2.1).
   */
  static Step enter(PinTalk talk, List<ShipData> early, Party party, Instant now) {
    List<Output> outputs = new ArrayList<>();
    outputs.add(new Output.Completed());
    Optional<Instant> by = Optional.empty();
    if (party.isAsking()) {
      outputs.add(Step.send(new AccessMethodsRequest()));
      by = Optional.of(now.plus(party.times().accessMethods()));
    }
    early.forEach(data -> outputs.add(new Output.Deliver(data)));
    return new Step(new Phase.DataExchange(by, Optional.empty(), talk), outputs);
  }

  static Step on(Phase.DataExchange phase, Input input, Party party, Instant now) {
    return switch (input) {
      case Input.Received(var message) -> hears(phase, message, party, now);
      case Input.Unreadable(String what) -> Step.remark(phase, what);
      case Input.Skippable(String what) -> Step.remark(phase, what);
      case Input.TrustGranted() -> Step.to(phase);
      case Input.TrustDenied() ->
          CloseSteps.announce(
              ConnectionClose.Reason.REMOVED_CONNECTION, "trust was withdrawn", party, now);
      case Input.CloseWanted(var reason, var close) ->
          CloseSteps.announce(reason, close.phrase(), party, now);
      case Input.OfPin pin -> moved(phase, PinSteps.told(phase.talk(), pin, now));
      case Input.DeadlineReached() -> due(phase, now);
      case Input.PeerGone(var reason) -> Step.to(new Phase.Closed(reason.toString()));
    };
  }

  private static Step hears(
      Phase.DataExchange phase, ShipMessage message, Party party, Instant now) {
    return switch (message) {
      case ShipData data ->
          data.isSpine()
              ? Step.to(phase, new Output.Deliver(data))
              : Step.remark(phase, "ignored data of an unknown protocol");
      case AccessMethodsRequest() ->
          Step.to(phase, Step.send(new AccessMethods(party.id().value())));
      case AccessMethods(String id) -> named(phase, id, party);
      case ConnectionClose _ ->
          Step.remark(phase, "ignored a close confirmation that nobody asked for");
      case ConnectionInit _ -> Step.remark(phase, "ignored a late init");
      // Where a PIN is optional, its verification goes on.
      case ControlMessage other -> moved(phase, PinSteps.hears(phase.talk(), other, now));
    };
  }

  private static Step moved(Phase.DataExchange phase, PinSteps.Moved moved) {
    return new Step(phase.with(moved.talk()), moved.outputs());
  }

  private static Step due(Phase.DataExchange phase, Instant now) {
    PinSteps.Moved pin = PinSteps.due(phase.talk(), now);
    boolean isUnanswered = phase.accessMethodsBy().filter(by -> !by.isAfter(now)).isPresent();
    if (!isUnanswered) {
      return moved(phase, pin);
    }
    return moved(phase.asked(Optional.empty()), pin)
        .withMore(List.of(new Output.Remark("the peer did not answer our access methods request")));
  }

  /**
   * A peer that echoes our own ID has not told its own. It tells once: what it says again, or else,
   * without being asked, does not count.
   */
  private static Step named(Phase.DataExchange phase, String id, Party party) {
    if (phase.peerId().isPresent()) {
      return Step.to(phase);
    }
    Optional<ShipId> peerId = ShipId.parse(id).filter(told -> !told.equals(party.id()));
    if (peerId.isEmpty()) {
      return Step.remark(phase.named(Optional.empty()), "the peer told no usable SHIP ID");
    }
    return Step.to(phase.named(peerId), new Output.PeerNamed(peerId.get()));
  }
}
