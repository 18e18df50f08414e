package dev.shiphub.hub.session;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.wire.ShipData;

/** What a session tells the hub. */
public sealed interface SessionReport {
  /** The peer's first message came. */
  record FirstMessage() implements SessionReport {}

  /** Somebody has to decide about trust. */
  record TrustAsked() implements SessionReport {}

  /** The peer wants its PIN of us. */
  record PinAsked(boolean isRequired, boolean isBusy) implements SessionReport {}

  /** The peer says whether the PIN that we sent is right. */
  record PinJudged(boolean isRight) implements SessionReport {}

  /** The peer has entered our PIN, or a wrong one. */
  record PinEntered(boolean isRight) implements SessionReport {}

  /** Data exchange is entered. */
  record Completed() implements SessionReport {}

  /** The peer told its SHIP ID. */
  record PeerNamed(ShipId id) implements SessionReport {}

  /** The answer to a probe. */
  record Probed(boolean isAlive) implements SessionReport {}

  /** The connection is so old, or idle for so long, that another one is to replace it. */
  record RenewalDue() implements SessionReport {}

  /** The peer sent data, and the connection is bound. */
  record Received(ShipData data) implements SessionReport {}

  /**
   * The connection is gone: exactly once, and the last report.
   *
   * @param reached how far it came
   * @param trouble what was wrong
   * @param why the end in words
   * @param isRemoval whether the peer said that it has removed us
   */
  record Ended(Stage reached, CloseReason reason, Trouble trouble, String why, boolean isRemoval)
      implements SessionReport {}
}
