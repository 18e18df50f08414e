package dev.shiphub.ship.transport;

import java.net.InetAddress;
import java.net.Socket;

/** An accepted TCP connection that has not finished the upgrade. */
final class Arrival {
  private final Socket plain;
  private final InetAddress address;
  private volatile boolean hasSpoken;

  Arrival(Socket plain, InetAddress address) {
    this.plain = plain;
    this.address = address;
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

  /** Closes it under whatever is being done with it. */
  void drop() {
    PlainSockets.close(plain);
  }
}
