package dev.shiphub.sim.device;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Sighting;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.ShipMessage;
import java.util.Optional;

/** What can happen to a device. */
sealed interface DeviceInput {
  /** The listener accepted. */
  record Accepted(Transport transport) implements DeviceInput {}

  /** A dial is over; exactly one for each, without an outcome if it was called off. */
  record DialEnded(Ski ski, Optional<DialOutcome> outcome) implements DeviceInput {}

  /** A message arrived. */
  record Heard(Link link, Decoded<ShipMessage> message) implements DeviceInput {}

  /** A ping or pong arrived. */
  record Alive(Link link) implements DeviceInput {}

  /** A connection has ended; once for each. */
  record Ended(Link link, CloseReason reason) implements DeviceInput {}

  /** Multicast DNS shows something. */
  record Sighted(Sighting sighting) implements DeviceInput {}

  /** The user trusts a peer, or no longer does. */
  record Trust(Ski ski, boolean isTrusted) implements DeviceInput {}

  /** The user enters the PIN of a peer. */
  record EnterPin(Ski ski, Pin pin) implements DeviceInput {}

  /** The user wants a connection to be opened now, even beside another one. */
  record Dial(Ski ski) implements DeviceInput {}

  /** The user wants to see that a peer still answers. */
  record Ask(Ski ski) implements DeviceInput {}

  /** The user wants every connection to break without a word. */
  record Break() implements DeviceInput {}

  /** The device is to stop. */
  record Stop() implements DeviceInput {}
}
