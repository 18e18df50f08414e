package dev.shiphub.hub.session;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.ship.wire.ShipMessage;
import java.time.Duration;
import java.util.function.Consumer;

/** Everything that can happen to a session. */
public sealed interface SessionInput {
  /** The hub admits the connection: the handshake begins. */
  record Start(boolean isTrusted) implements SessionInput {}

  /** The hub says whether the peer is trusted. */
  record Trust(boolean isGranted) implements SessionInput {}

  /** The connection owns its slot: what the peer sends may be delivered. */
  record Bind() implements SessionInput {}

  /** The hub wants to know whether the peer lives; the answer is a report. */
  record Probe(Duration within) implements SessionInput {}

  /** The hub has the PIN that the peer asks for. */
  record GivePin(Pin pin) implements SessionInput {}

  /** The hub says how the peer stands with our PIN. */
  record TellPin(PinStanding standing) implements SessionInput {}

  /**
   * The hub ends the connection.
   *
   * @param isRemoval whether the peer is told that it is removed from the trusted devices
   */
  record Close(CloseReason reason, boolean isRemoval) implements SessionInput {}

  /** The application sends; {@code done} is called exactly once, and must not block. */
  record Send(ShipData data, Consumer<SendOutcome> done) implements SessionInput {}

  /**
   * The peer sent a message, or what it takes for one.
   *
   * @param octets its length on the wire
   */
  record Message(Decoded<ShipMessage> message, int octets) implements SessionInput {}

  /** The peer answered a ping, or pinged. */
  record SignOfLife() implements SessionInput {}

  /** The transport has ended; the last input that counts. */
  record Gone(CloseReason reason) implements SessionInput {}
}
