package dev.shiphub.hub.core;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.discovery.ServiceRecord;

/** Everything that can happen to the hub. */
public sealed interface HubEvent {
  /** Multicast DNS shows a device, or something new of it. */
  record ServiceSeen(ServiceRecord service) implements HubEvent {}

  /** Multicast DNS does not show that instance any more. */
  record ServiceGone(Ski ski, String instance) implements HubEvent {}

  /** A link of ours changed, or the machine has slept: connections may be dead unnoticed. */
  record NetworkChanged() implements HubEvent {}

  /** A WebSocket is open; for an outgoing one this is the outcome of its dial. */
  record Opened(Connection connection) implements HubEvent {}

  /**
   * The other outcome of a dial.
   *
   * @param where what was tried
   * @param phase how far the best try came
   * @param trouble what went wrong with that one
   * @param cause what went wrong, for people
   */
  record DialFailed(Ski ski, String where, String phase, Trouble trouble, String cause)
      implements HubEvent {}

  /** The third outcome of a dial: it gave way to the dial of the device. */
  record DialYielded(Ski ski) implements HubEvent {}

  /** A device that we dial has proved who it is on a connection of its own, not open yet. */
  record PeerAuthenticated(Ski ski) implements HubEvent {}

  /** The peer's first SHIP message came on this connection. */
  record FirstMessage(Connection connection) implements HubEvent {}

  /** What became of a probe. */
  record ProbeResult(Connection connection, boolean isAlive) implements HubEvent {}

  /** The handshake waits for somebody to decide about trust. */
  record TrustAsked(Connection connection) implements HubEvent {}

  /**
   * The device wants its PIN of us.
   *
   * @param isRequired whether there is no data exchange without it
   * @param isBusy whether it looks at none for now
   */
  record PinAsked(Connection connection, boolean isRequired, boolean isBusy) implements HubEvent {}

  /** The device says whether the PIN that we sent is right. */
  record PinJudged(Connection connection, boolean isRight) implements HubEvent {}

  /** The device has entered our PIN, or a wrong one. */
  record PinEntered(Connection connection, boolean isRight) implements HubEvent {}

  /** The connection is in data exchange. */
  record HandshakeCompleted(Connection connection) implements HubEvent {}

  /** The connection is so old, or idle for so long, that another one is to replace it. */
  record RenewalDue(Connection connection) implements HubEvent {}

  /** The peer told its SHIP ID. */
  record PeerNamed(Connection connection, ShipId id) implements HubEvent {}

  /**
   * The connection is gone; exactly once, and the last event of it.
   *
   * @param reached how far it came
   * @param reason who ended it and with which code
   * @param trouble what was wrong
   * @param why the end in words
   * @param isRemoval whether the peer said that it has removed us
   */
  record Closed(
      Connection connection,
      Stage reached,
      CloseReason reason,
      Trouble trouble,
      String why,
      boolean isRemoval)
      implements HubEvent {}

  /** The records are on disk. */
  record Saved(long version) implements HubEvent {}

  /** They are not. */
  record SaveFailed(long version, String why) implements HubEvent {}

  /**
   * A user wants something.
   *
   * @param command names the answer
   * @param by which user, as far as the way in tells
   */
  record Asked(long command, String by, Request request) implements HubEvent {}

  /** The hub is to stop. */
  record StopRequested() implements HubEvent {}
}
