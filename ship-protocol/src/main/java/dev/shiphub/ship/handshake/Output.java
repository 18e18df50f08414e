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
