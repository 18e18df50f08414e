package dev.shiphub.hub.session;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.handshake.Input;
import dev.shiphub.ship.handshake.Phase;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.ProtocolHandshake;
import dev.shiphub.ship.wire.ProtocolHandshakeError;
import dev.shiphub.ship.wire.ShipMessage;
import java.util.Optional;

/** What was wrong with a connection: the first thing that led to its end. Runs with its session. */
final class Diagnosis {
  private Optional<Trouble> first = Optional.empty();

  /** Something is wrong; what was found before counts more. */
  void found(Trouble trouble) {
    first = first.or(() -> Optional.of(trouble));
  }

  /** Looks at one step of the handshake. */
  void stepped(Phase before, Input input, Phase after) {
    switch (after) {
      case Phase.HelloAborted _ -> found(Trouble.REJECTED);
      case Phase.Closing _, Phase.ClosingByPeer _, Phase.Closed _ -> found(cause(before, input));
      default -> {}
    }
  }

  private static Trouble cause(Phase before, Input input) {
    return switch (input) {
      case Input.Received(ShipMessage message) -> of(message);
      case Input.Unreadable _, Input.Skippable _ -> Trouble.VIOLATION;
      case Input.TrustDenied() -> Trouble.DENIED;
      case Input.CloseWanted(_, CloseReason reason) -> wanted(reason);
      case Input.DeadlineReached() ->
          before instanceof Phase.HelloPending ? Trouble.UNDECIDED : Trouble.SILENT;
      case Input.PeerGone(CloseReason reason) -> ended(reason);
      // None of these ends a connection.
      case Input.TrustGranted _, Input.OfPin _ -> Trouble.INTERNAL;
    };
  }

  private static Trouble of(ShipMessage message) {
    return switch (message) {
      case ProtocolHandshake _, ProtocolHandshakeError _ -> Trouble.INCOMPATIBLE;
      case ConnectionClose _ -> Trouble.CLOSED;
      default -> Trouble.VIOLATION;
    };
  }

  /** What the hub wanted, by the code that it chose for it. */
  private static Trouble wanted(CloseReason reason) {
    if (reason.isDoubleConnection()) {
      return Trouble.DOUBLE;
    }
    return switch (reason.code()) {
      case CloseReason.GOING_AWAY -> Trouble.STOPPING;
      case CloseReason.NOT_TRUSTED -> Trouble.DENIED;
      case CloseReason.POLICY -> Trouble.LIMIT;
      default -> Trouble.WANTED;
    };
  }

  /** Cut without a close frame is what does not answer; what is refused gets one. */
  private static Trouble ended(CloseReason reason) {
    if (reason.isDoubleConnection()) {
      return Trouble.DOUBLE;
    }
    return switch (reason.origin()) {
      case US -> reason.code() == CloseReason.NO_CLOSE_FRAME ? Trouble.SILENT : Trouble.VIOLATION;
      case PEER -> reason.code() == CloseReason.NOT_TRUSTED ? Trouble.REJECTED : Trouble.CLOSED;
      case NETWORK -> Trouble.BROKEN;
    };
  }

  /**
   * The whole verdict.
   *
   * @param reason how the transport ended
   */
  Trouble of(CloseReason reason) {
    return first.orElseGet(() -> ended(reason));
  }
}
