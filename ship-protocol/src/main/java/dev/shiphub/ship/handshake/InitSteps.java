package dev.shiphub.ship.handshake;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.wire.ConnectionInit;
import java.time.Instant;

/** Connection mode initialisation (SHIP 13.4.3). */
final class InitSteps {
  private static final String NOT_INIT = "the first message was not 00 00";

  private InitSteps() {}

  static Step begin(Party party, boolean isTrusted, Instant now) {
    Phase next = new Phase.AwaitInit(now.plus(party.times().cmi()), isTrusted);
    return party.role() == Role.CLIENT
        ? Step.to(next, Step.send(ConnectionInit.VALID))
        : Step.to(next);
  }

  static Step on(Phase.AwaitInit phase, Input input, Party party, Instant now) {
    return switch (input) {
      case Input.Received(ConnectionInit init) when init.equals(ConnectionInit.VALID) ->
          valid(phase, party, now);
      case Input.Received(ConnectionInit(int head)) -> wrong(party, "its value is " + head);
      case Input.Received(var message) -> wrong(party, "it is " + name(message));
      case Input.Unreadable(String what) -> wrong(party, what);
      case Input.Skippable(String what) -> wrong(party, what);
      case Input.TrustGranted() -> Step.to(new Phase.AwaitInit(phase.by(), true));
      case Input.TrustDenied() -> Step.rejected("trust was denied");
      case Input.OfPin _ -> Step.to(phase);
      case Input.CloseWanted(_, var reason) -> Step.close(reason, reason.phrase());
      case Input.DeadlineReached() -> Step.protocolError("no first message in time");
      case Input.PeerGone(var reason) -> Step.to(new Phase.Closed(reason.toString()));
    };
  }

  private static Step valid(Phase.AwaitInit phase, Party party, Instant now) {
    Step hello = HelloSteps.enter(phase.isTrusted(), party, now);
    return party.role() == Role.SERVER
        ? Step.to(hello.next(), Step.send(ConnectionInit.VALID)).withMore(hello.outputs())
        : hello;
  }

  /** A server still answers with its own message before it closes, a client says nothing more. */
  private static Step wrong(Party party, String what) {
    String why = NOT_INIT + ": " + what;
    return party.role() == Role.SERVER
        ? Step.protocolError(NOT_INIT, why, Step.send(ConnectionInit.VALID))
        : Step.protocolError(NOT_INIT, why);
  }

  private static String name(Object message) {
    return message.getClass().getSimpleName();
  }
}
