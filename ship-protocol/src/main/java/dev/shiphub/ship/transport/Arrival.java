package dev.shiphub.ship.transport;

import java.net.InetAddress;
import java.net.Socket;

/** An accepted TCP connection that has not finished the upgrade. */
final class Arrival {
  private final Socket plain;
  private final InetAddress address;
  private final Object door;
  private volatile boolean hasSpoken;

  /**
   * Just accepted.
   *
   * @param door by which it came, so that closing one door leaves the arrivals of others alone
   */
  Arrival(Socket plain, InetAddress address, Object door) {
    this.plain = plain;
    this.address = address;
    this.door = door;
  }

  boolean cameBy(Object someDoor) {
    return door.equals(someDoor);
  }

  Socket plain() {
    return plain;
  }

  InetAddress address() {
    return address;
  }

  /** Whether at least one byte came. */
  boolean hasSpoken() {
    return hasSpoken;
  }

  void speaks() {
    hasSpoken = true;
  }

  boolean isDropped() {
    return plain.isClosed();
  }

  /** Closes it under whatever is being done with it. */
  void drop() {
    PlainSockets.close(plain);
  }
}
