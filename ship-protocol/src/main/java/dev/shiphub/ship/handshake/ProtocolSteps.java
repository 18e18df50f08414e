package dev.shiphub.ship.handshake;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ProtocolHandshake;
import dev.shiphub.ship.wire.ProtocolHandshakeError;
import dev.shiphub.ship.wire.ShipMessage;
import java.time.Instant;

/** Connection state "protocol handshake": version and format (SHIP 13.4.4.2). */
final class ProtocolSteps {
  private ProtocolSteps() {}

  /**
   * Enters from hello.
   *
   * @param isHelloOwed whether the peer may still answer our last prolongation request; that one
   *     hello is no fault
   */
  static Step enter(boolean isHelloOwed, Party party, Instant now) {
    Instant by = now.plus(party.times().answer());
    if (party.role() == Role.SERVER) {
      return Step.to(new Phase.AwaitProposal(by, isHelloOwed));
    }
    ProtocolHandshake offer = ProtocolHandshake.announceMax(ProtocolHandshake.Version.V1_0);
    return Step.to(new Phase.AwaitChoice(by, offer, isHelloOwed), Step.send(offer));
  }

  static Step choice(Phase.AwaitChoice phase, Input input, Party party, Instant now) {
    return switch (input) {
      case Input.Received(ProtocolHandshake choice)
          when choice.type() == ProtocolHandshake.Type.SELECT ->
          isAcceptable(choice, phase.offer())
              ? PinSteps.enter(party, now, Step.send(choice))
              : fail(ProtocolHandshakeError.SELECTION_MISMATCH, "the choice was not offered");
      case Input.Received(ConnectionHello _) when phase.isHelloOwed() ->
          Step.to(new Phase.AwaitChoice(phase.by(), phase.offer(), false));
      case Input.Received(var message) -> unexpected(message);
      case Input other -> inAnyState(phase, other);
    };
  }

  /** Exactly one of the offered formats, and no version above the announced one. */
  private static boolean isAcceptable(ProtocolHandshake choice, ProtocolHandshake offer) {
    return choice.version().compareTo(ProtocolHandshake.Version.V1_0) >= 0
        && choice.version().compareTo(offer.version()) <= 0
        && choice.formats().equals(offer.formats());
  }

  static Step proposal(Phase.AwaitProposal phase, Input input, Party party, Instant now) {
    return switch (input) {
      case Input.Received(ProtocolHandshake offer)
          when offer.type() == ProtocolHandshake.Type.ANNOUNCE_MAX ->
          select(offer, party, now);
      case Input.Received(ConnectionHello _) when phase.isHelloOwed() ->
          Step.to(new Phase.AwaitProposal(phase.by(), false));
      case Input.Received(var message) -> unexpected(message);
      case Input other -> inAnyState(phase, other);
    };
  }

  /**
   * All versions up to a peer's maximum are supported by it, so 1.0 is common to all (SHIP
   * 13.4.4.2.2).
   */
  private static Step select(ProtocolHandshake offer, Party party, Instant now) {
    boolean isCommon =
        offer.version().compareTo(ProtocolHandshake.Version.V1_0) >= 0
            && offer.formats().contains(ProtocolHandshake.JSON_UTF8);
    if (!isCommon) {
      return fail(ProtocolHandshakeError.SELECTION_MISMATCH, "no common version or format");
    }
    ProtocolHandshake choice = ProtocolHandshake.select(ProtocolHandshake.Version.V1_0);
    Instant by = now.plus(party.times().answer());
    return Step.to(new Phase.AwaitConfirmation(by, choice), Step.send(choice));
  }

  static Step confirmation(Phase.AwaitConfirmation phase, Input input, Party party, Instant now) {
    return switch (input) {
      case Input.Received(ProtocolHandshake choice)
          when choice.type() == ProtocolHandshake.Type.SELECT ->
          choice.equals(phase.choice())
              ? PinSteps.enter(party, now)
              : fail(
                  ProtocolHandshakeError.SELECTION_MISMATCH,
                  "the confirmation differs from the choice");
      case Input.Received(var message) -> unexpected(message);
      case Input other -> inAnyState(phase, other);
    };
  }

  private static Step unexpected(ShipMessage message) {
    if (message instanceof ProtocolHandshakeError error) {
      return Step.protocolError("the peer ended the protocol handshake: " + error.words());
    }
    String name = message.getClass().getSimpleName();
    return fail(
        ProtocolHandshakeError.UNEXPECTED_MESSAGE, name + " instead of a protocol handshake");
  }

  private static Step inAnyState(Phase phase, Input input) {
    return switch (input) {
      case Input.Received(var message) -> unexpected(message);
      case Input.Unreadable(String what) ->
          Step.unreadable(what, Step.send(ProtocolHandshakeError.UNEXPECTED_MESSAGE));
      case Input.Skippable(String what) -> Step.remark(phase, what);
      case Input.TrustGranted() -> Step.to(phase);
      case Input.TrustDenied() -> Step.rejected("trust was withdrawn");
      case Input.OfPin _ -> Step.to(phase);
      case Input.CloseWanted(_, var reason) -> Step.close(reason, reason.phrase());
      case Input.DeadlineReached() ->
          fail(ProtocolHandshakeError.TIMEOUT, "protocol handshake timed out");
      case Input.PeerGone(var reason) -> Step.to(new Phase.Closed(reason.toString()));
    };
  }

  private static Step fail(ProtocolHandshakeError error, String why) {
    return Step.protocolError(why, Step.send(error));
  }
}
