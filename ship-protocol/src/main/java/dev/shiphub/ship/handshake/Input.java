package dev.shiphub.ship.handshake;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.ShipMessage;

/** What can happen to a handshake. */
public sealed interface Input {
  /** The peer sent a message. */
  record Received(ShipMessage message) implements Input {}

  /** The peer sent something of a known kind that cannot be read. */
  record Unreadable(String what) implements Input {}

  /**
   * The peer sent a frame without a value or of an unknown type, which may be skipped (SHIP
   * 13.4.2).
   */
  record Skippable(String what) implements Input {}

  /** The user, or the trust store, says yes. */
  record TrustGranted() implements Input {}

  /** The user says no. */
  record TrustDenied() implements Input {}

  /** What concerns the PIN; it can come at any time. */
  sealed interface OfPin extends Input {}

  /** We have the PIN that the peer asks for; without such a question it is not sent. */
  record PinGiven(Pin pin) implements OfPin {}

  /** How the peer stands with our PIN by what happened on other connections. */
  record PinTold(PinStanding standing) implements OfPin {}

  /**
   * We want to end the connection.
   *
   * @param announced what the peer is told in the close exchange, where there is one
   * @param close the code and phrase where there is none
   */
  record CloseWanted(ConnectionClose.Reason announced, CloseReason close) implements Input {}

  /**
   * The time of {@link Handshake#deadline} has come; too early or without a deadline it does
   * nothing.
   */
  record DeadlineReached() implements Input {}

  /** The connection has ended. */
  record PeerGone(CloseReason reason) implements Input {}
}
