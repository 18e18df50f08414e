package dev.shiphub.ship.transport;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.Acquaintances;
import java.time.InstantSource;

/** What the dialer and the listeners of one node share. */
public final class TransportSetup {
  private final ShipTls tls;
  private final TransportLimits limits;
  private final Deadlines deadlines;
  private final InstantSource clock;
  private final ConnectionThreads threads = new ConnectionThreads();
  private final Vestibule vestibule;
  private final Acquaintances acquaintances;
  private final ArrivalRate rate;
  private final HandshakeGate gate;
  private final HandshakeGate reservedGate;
  private final Places places;

  /** Shares these, and keeps no place for anybody. */
  public TransportSetup(
      ShipTls tls, TransportLimits limits, Deadlines deadlines, InstantSource clock) {
    this(tls, limits, deadlines, clock, Acquaintances.NONE);
  }

  /**
   * Shares these; {@code deadlines} may be shared by several nodes and stays the caller's to close.
   *
   * @param clock a steady clock: one that never steps
   * @param acquaintances for whom places are kept
   */
  public TransportSetup(
      ShipTls tls,
      TransportLimits limits,
      Deadlines deadlines,
      InstantSource clock,
      Acquaintances acquaintances) {
    this.tls = tls;
    this.limits = limits;
    this.deadlines = deadlines;
    this.clock = clock;
    this.acquaintances = acquaintances;
    TransportLimits.Door door = limits.door();
    TransportLimits.Reserve reserve = limits.reserve();
    this.rate = new ArrivalRate(limits.rates(), acquaintances);
    this.vestibule = new Vestibule(door, reserve);
    this.gate = new HandshakeGate(door.handshakes(), door.permit(), clock);
    this.reservedGate = new HandshakeGate(reserve.handshakes(), door.permit(), clock);
    this.places = new Places(door.open(), reserve.open(), acquaintances);
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

  Acquaintances acquaintances() {
    return acquaintances;
  }

  ArrivalRate rate() {
    return rate;
  }

  /** Where this arrival waits for its turn. */
  HandshakeGate gate(Arrival arrival) {
    return arrival.isReserved() ? reservedGate : gate;
  }

  /** Closes one that has to make room, wherever it is waiting. */
  void drop(Arrival displaced) {
    displaced.drop();
    lookAtGates();
  }

  /** Sends those away from the gates whose arrivals were dropped. */
  void lookAtGates() {
    gate.look();
    reservedGate.look();
  }

  /** One for each accepted connection that may be open, over all listeners. */
  Places places() {
    return places;
  }
}
