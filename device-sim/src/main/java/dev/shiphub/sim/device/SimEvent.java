package dev.shiphub.sim.device;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.sim.spine.SpineDatagram;

/**
 * What a device tells whoever runs it. Connections are numbered from 1, so that two to one peer can
 * be told apart.
 */
public sealed interface SimEvent {
  /** It can be reached; the first event. */
  record Listening(Ski ski, ShipId shipId, String profile, int port) implements SimEvent {}

  /** A WebSocket is open. */
  record Connected(Ski ski, long connection, Role role, String address) implements SimEvent {}

  /** A peer that is not trusted wants to be. */
  record TrustRequested(Ski ski, long connection) implements SimEvent {}

  /**
   * A peer wants its PIN.
   *
   * @param isRequired whether there is no data exchange without it
   * @param isBusy whether it looks at none for now
   */
  record PinRequested(Ski ski, long connection, boolean isRequired, boolean isBusy)
      implements SimEvent {}

  /** A peer says whether the PIN is right that the device entered. */
  record PinJudged(Ski ski, long connection, boolean isRight) implements SimEvent {}

  /**
   * A peer has entered the device's PIN, or a wrong one.
   *
   * @param wrong how many wrong ones it has entered
   */
  record PinEntered(Ski ski, long connection, boolean isRight, int wrong) implements SimEvent {}

  /** A connection has entered data exchange. */
  record DataExchange(Ski ski, long connection) implements SimEvent {}

  /** A SPINE datagram was sent or arrived. */
  record Message(Ski ski, long connection, boolean isInbound, SpineDatagram datagram)
      implements SimEvent {}

  /** It was to ask a peer something, and there is no connection in data exchange. */
  record NotAsked(Ski ski) implements SimEvent {}

  /**
   * A connection has ended.
   *
   * @param reached how far it had come
   * @param reason whose decision, with which code
   * @param words why, for people
   */
  record Disconnected(Ski ski, long connection, Stage reached, CloseReason reason, String words)
      implements SimEvent {}

  /** Nobody answered a dial as the expected peer. */
  record DialFailed(Ski ski, String words) implements SimEvent {}

  /**
   * It has stopped; the last event.
   *
   * @param cut how many connections did not close in time and had to be cut
   */
  record Stopped(int cut) implements SimEvent {}
}
