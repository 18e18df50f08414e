package dev.shiphub.ship.transport;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;

/** An accepted TCP connection that has not finished the upgrade. Any thread. */
final class Arrival {
  private final Socket plain;
  private final Origin origin;
  private final Object door;
  private final boolean isKnown;
  private volatile boolean hasSpoken;
  private volatile boolean isReserved;
  private volatile boolean isPaired;

  /** Since when the peer has kept us waiting; {@link Instant#MAX} while it waits for us. */
  private volatile Instant waitingSince;

  /**
   * Just accepted.
   *
   * @param isKnown whether a paired device was at this address before
   * @param door by which it came, so that closing one door leaves the arrivals of others alone
   */
  Arrival(Socket plain, InetAddress address, boolean isKnown, Object door, Instant now) {
    this.plain = plain;
    this.origin = isKnown ? Origin.ofKnown(address) : Origin.of(address);
    this.isKnown = isKnown;
    this.door = door;
    this.waitingSince = now;
  }

  boolean cameBy(Object someDoor) {
    return door.equals(someDoor);
  }

  Socket plain() {
    return plain;
  }

  Origin origin() {
    return origin;
  }

  boolean isKnown() {
    return isKnown;
  }

  /** Whether it has one of the places that are kept for paired devices. */
  boolean isReserved() {
    return isReserved;
  }

  void reserve(boolean isInReserve) {
    isReserved = isInReserve;
  }

  /** Whether at least one byte came. */
  boolean hasSpoken() {
    return hasSpoken;
  }

  void speaks() {
    hasSpoken = true;
  }

  /** The peer waits for us: what this takes is not its fault. */
  void waits() {
    waitingSince = Instant.MAX;
  }

  /** We wait for the peer. */
  void isServed(Instant now) {
    waitingSince = now;
  }

  /** It has proved to be a paired device: nobody displaces it any more. */
  void isProved() {
    isPaired = true;
  }

  /** Whether the peer has kept us waiting for so long that others come first. */
  boolean isSlow(Duration patience, Instant now) {
    Instant since = waitingSince;
    return !isPaired && !since.equals(Instant.MAX) && !now.isBefore(since.plus(patience));
  }

  boolean isPaired() {
    return isPaired;
  }

  boolean isDropped() {
    return plain.isClosed();
  }

  /** Closes it under whatever is being done with it. */
  void drop() {
    PlainSockets.close(plain);
  }
}
