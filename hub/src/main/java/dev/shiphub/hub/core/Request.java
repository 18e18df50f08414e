package dev.shiphub.hub.core;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.Optional;

/** What a user can want. */
public sealed interface Request {
  /**
   * Trust this device.
   *
   * @param origin how the user came to the SKI
   * @param at when, by the wall clock
   * @param pin the device's PIN, if the user knows one
   */
  record Pair(Ski ski, TrustRecord.Origin origin, Instant at, Optional<Pin> pin)
      implements Request {
    /** Without a PIN. */
    public Pair(Ski ski, TrustRecord.Origin origin, Instant at) {
      this(ski, origin, at, Optional.empty());
    }
  }

  /** Refuse this device, which waits for a decision. */
  record Deny(Ski ski) implements Request {}

  /** Trust this device no longer. */
  record Unpair(Ski ski) implements Request {}

  /** End the connection to this device; a trusted one will be connected again. */
  record Disconnect(Ski ski) implements Request {}

  /** Remember where to find a device. */
  record AddPeer(StaticPeer peer) implements Request {}

  /** Forget where to find a device. */
  record RemovePeer(Ski ski) implements Request {}

  /** Show everything. */
  record Look() implements Request {}
}
