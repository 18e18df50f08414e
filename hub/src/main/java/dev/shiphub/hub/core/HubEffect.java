package dev.shiphub.hub.core;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import java.time.Duration;
import java.util.List;

/** Everything that the hub can do to the world. */
public sealed interface HubEffect {
  /** Dial; exactly one {@code Opened}, {@code DialFailed} or {@code DialYielded} comes back. */
  record Dial(Ski ski, Endpoint endpoint) implements HubEffect {}

  /** Interrupt the dial to this device; its outcome still comes. */
  record CancelDial(Ski ski) implements HubEffect {}

  /**
   * End the dial to this device if the device cannot have noticed it yet, which is as long as it
   * has not finished TLS; its outcome still comes.
   */
  record YieldDial(Ski ski) implements HubEffect {}

  /** Let the handshake begin. */
  record StartSession(Connection connection, boolean isTrusted) implements HubEffect {}

  /** Ping; exactly one {@code ProbeResult} comes back, or {@code Closed}. */
  record Probe(Connection connection, Duration within) implements HubEffect {}

  /** Let what the application sends to this device take this connection from now on. */
  record Route(Connection connection) implements HubEffect {}

  /** Tell a session what has been decided. */
  record Tell(Connection connection, Decision decision) implements HubEffect {}

  /** Give a session the PIN of its device. */
  record GivePin(Connection connection, Pin pin) implements HubEffect {}

  /** Tell a session how its device stands with our PIN. */
  record TellPin(Connection connection, PinStanding standing) implements HubEffect {}

  /**
   * End a connection in an orderly way.
   *
   * @param reason the code and phrase where there is no close exchange
   * @param isRemoval whether the close exchange says that the device is removed
   */
  record Close(Connection connection, CloseReason reason, boolean isRemoval) implements HubEffect {}

  /** End a connection at once; the words say why. */
  record Cut(Connection connection, String why) implements HubEffect {}

  /**
   * Write the records; exactly one {@code Saved} or {@code SaveFailed} comes back.
   *
   * @param audit the decisions that led there, to be written first
   */
  record Save(long version, StoredState state, List<AuditRecord> audit) implements HubEffect {
    public Save {
      audit = List.copyOf(audit);
    }
  }

  /** Tell the application. */
  record Notify(Notice notice) implements HubEffect {}

  /** Answer a user. */
  record Reply(long command, Answer answer) implements HubEffect {}

  /** Tell the operator, in the log. */
  record Warn(String words) implements HubEffect {}

  /** All is done, the loop may end. {@code isClean} is false if something had to be cut. */
  record Finish(boolean isClean) implements HubEffect {}

  /** What a session is told. */
  enum Decision {
    /** The peer is trusted. */
    TRUST_GRANTED,
    /** The peer is refused. */
    TRUST_DENIED,
    /** The connection is the device's session, and announced: what the device sends may flow. */
    BIND
  }
}
