package dev.shiphub.ship.handshake;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.ship.wire.ShipMessage;

/** What a handshake wants done, in this order. */
public sealed interface Output {
  /** Send a message. */
  record Send(ShipMessage message) implements Output {}

  /** Somebody has to decide whether the peer is trusted; the answer is an {@link Input}. */
  record AskTrust() implements Output {}

  /**
   * The peer wants its PIN; the answer, if there is one, is an {@link Input}. Comes again whenever
   * the peer says so again, also where one that was held is sent now.
   *
   * @param isRequired whether there is no data exchange without it
   * @param isBusy whether the peer looks at none for now, because there were wrong ones
   */
  record AskPin(boolean isRequired, boolean isBusy) implements Output {}

  /** The peer says whether the PIN that we sent is right. */
  record PinJudged(boolean isRight) implements Output {}

  /** The peer has entered our PIN, or a wrong one. */
  record PinEntered(boolean isRight) implements Output {}

  /** Data exchange is entered (SHIP 13.4.5). */
  record Completed() implements Output {}

  /** The peer told its SHIP ID (SHIP 13.4.6.2). */
  record PeerNamed(ShipId id) implements Output {}

  /** A message for the upper layer. */
  record Deliver(ShipData data) implements Output {}

  /** The peer says that it has removed us from its trusted devices (SHIP 13.4.7.1.1). */
  record RemovedByPeer() implements Output {}

  /** Something worth a line in the log, without consequence. */
  record Remark(String words) implements Output {}

  /**
   * End the connection with this code and phrase, after what was sent before.
   *
   * @param reason what the peer is told
   * @param why what people are told
   */
  record Close(CloseReason reason, String why) implements Output {}
}
