package dev.shiphub.ship.handshake;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.ShipData;
import java.time.Duration;
import java.time.Instant;

/** Connection termination (SHIP 13.4.7). */
final class CloseSteps {
  private static final CloseReason ORDERLY = CloseReason.byUs(CloseReason.SHIP_CLOSE, "close");

  private CloseSteps() {}

  static Step announce(ConnectionClose.Reason reason, String why, Party party, Instant now) {
    Duration maxTime = party.times().closeMaxTime();
    return Step.to(
        new Phase.Closing(
            now.plus(maxTime), why, reason != ConnectionClose.Reason.REMOVED_CONNECTION),
        Step.send(ConnectionClose.announce(maxTime, reason)));
  }

  /** Data that was under way is not lost, unless it is of a peer that is not trusted any more. */
  static Step closing(Phase.Closing phase, Input input) {
    return switch (input) {
      case Input.Received(ConnectionClose close) -> answered(phase, close);
      case Input.Received(ShipData data) when phase.isDraining() && data.isSpine() ->
          Step.to(phase, new Output.Deliver(data));
      case Input.DeadlineReached() -> Step.close(ORDERLY, phase.why());
      case Input.PeerGone _ -> Step.to(new Phase.Closed(phase.why()));
      case Input.Received _,
          Input.Unreadable _,
          Input.Skippable _,
          Input.TrustGranted _,
          Input.TrustDenied _,
          Input.OfPin _,
          Input.CloseWanted _ ->
          Step.to(phase);
    };
  }

  /** A crossing announcement still gets its confirmation, and its reason still counts. */
  private static Step answered(Phase.Closing phase, ConnectionClose close) {
    if (close.phase() == ConnectionClose.Phase.CONFIRM) {
      return Step.close(ORDERLY, phase.why());
    }
    Output confirm = Step.send(ConnectionClose.CONFIRM);
    return isRemoval(close)
        ? Step.close(ORDERLY, phase.why(), confirm, new Output.RemovedByPeer())
        : Step.close(ORDERLY, phase.why(), confirm);
  }

  private static boolean isRemoval(ConnectionClose close) {
    return close.reason().filter(ConnectionClose.Reason.REMOVED_CONNECTION::equals).isPresent();
  }

  /** The peer announces, in whatever phase: confirm, and let it close; it knows the code. */
  static Step announced(Phase phase, ConnectionClose close, Party party, Instant now) {
    if (phase instanceof Phase.ClosingByPeer) {
      return Step.to(phase);
    }
    Duration cap = party.times().closeMaxTime();
    Duration wait = close.maxTime().filter(told -> told.compareTo(cap) < 0).orElse(cap);
    Instant by = now.plus(wait);
    Output confirm = Step.send(ConnectionClose.CONFIRM);
    return isRemoval(close)
        ? Step.to(
            new Phase.ClosingByPeer(by, "the device removed this hub from its trusted devices"),
            confirm,
            new Output.RemovedByPeer())
        : Step.to(new Phase.ClosingByPeer(by, "the device closed the connection"), confirm);
  }

  static Step closingByPeer(Phase.ClosingByPeer phase, Input input) {
    return switch (input) {
      case Input.DeadlineReached() -> Step.close(ORDERLY, phase.why());
      case Input.PeerGone _ -> Step.to(new Phase.Closed(phase.why()));
      case Input.Received _,
          Input.Unreadable _,
          Input.Skippable _,
          Input.TrustGranted _,
          Input.TrustDenied _,
          Input.OfPin _,
          Input.CloseWanted _ ->
          Step.to(phase);
    };
  }
}
