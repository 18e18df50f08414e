package dev.shiphub.ship.transport;

import dev.shiphub.ship.Ski;
import java.time.InstantSource;

/** What the dialer and the listeners of one node share. */
public final class TransportSetup {
  private final ShipTls tls;
  private final TransportLimits limits;
  private final Deadlines deadlines;
  private final InstantSource clock;
  private final ConnectionThreads threads = new ConnectionThreads();
  private final Vestibule vestibule;
  private final HandshakeGate gate;
  private final Places places;

  /**
   * Shares these; {@code deadlines} may be shared by several nodes and stays the caller's to close.
   *
   * @param clock a steady clock: one that never steps
   */
  public TransportSetup(
      ShipTls tls, TransportLimits limits, Deadlines deadlines, InstantSource clock) {
    this.tls = tls;
    this.limits = limits;
    this.deadlines = deadlines;
    this.clock = clock;
    this.vestibule = new Vestibule(limits.door());
    this.gate = new HandshakeGate(limits.door(), clock);
    this.places = new Places(limits.door().open());
  }

  /** Our own SKI. */
  public Ski ownSki() {
    return tls.ownSki();
  }

  ShipTls tls() {
    return tls;
  }

  TransportLimits limits() {
    return limits;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  InstantSource clock() {
    return clock;
  }

  ConnectionThreads threads() {
    return threads;
  }

  Vestibule vestibule() {
    return vestibule;
  }

  HandshakeGate gate() {
    return gate;
  }

  /** One for each accepted connection that may be open, over all listeners. */
  Places places() {
    return places;
  }
}
