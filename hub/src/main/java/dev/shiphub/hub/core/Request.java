package dev.shiphub.hub.core;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import java.time.Duration;
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

  /**
   * Let users hear of devices that ask to be paired.
   *
   * @param length for how long; an open window is open for so long from now on
   * @param isForOne whether it closes as soon as one device is paired
   */
  record OpenWindow(Duration length, boolean isForOne) implements Request {
    /** The longest that a window may be open. */
    public static final Duration LONGEST = Duration.ofHours(1);

    /**
     * @throws IllegalArgumentException if the length is not positive, or over {@link #LONGEST}
     */
    public OpenWindow {
      if (!isLength(length)) {
        throw new IllegalArgumentException("no length for a pairing window: " + length);
      }
    }

    /** Whether a window can be open for so long. */
    public static boolean isLength(Duration length) {
      return length.isPositive() && length.compareTo(LONGEST) <= 0;
    }
  }

  /** Let them hear of no more. */
  record CloseWindow() implements Request {}

  /** End the connection to this device; a trusted one will be connected again. */
  record Disconnect(Ski ski) implements Request {}

  /** Remember where to find a device. */
  record AddPeer(StaticPeer peer) implements Request {}

  /** Forget where to find a device. */
  record RemovePeer(Ski ski) implements Request {}

  /** Show everything. */
  record Look() implements Request {}
}
