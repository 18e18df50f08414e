package dev.shiphub.sim.fleet;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Which loopback address each device has: {@code 127.1.x.y}, so that whatever a hub bounds by the
 * address, it bounds for each device alone. Pure.
 */
final class FleetAddresses {
  /** The last octet runs from 1 to this. */
  private static final int IN_A_ROW = 250;

  /** A whole number of fleets fits, so that no device ever takes the address of another. */
  private static final int MOST = 256 * IN_A_ROW;

  private final int devices;

  /**
   * @param devices at most half of the addresses, so that each has another to move to
   */
  FleetAddresses(int devices) {
    if (devices < 1 || devices > MOST / 2) {
      throw new IllegalArgumentException("no addresses for " + devices + " devices");
    }
    this.devices = devices;
  }

  /** The one of that device after so many moves. */
  InetAddress of(int number, int moves) {
    int index = number + devices * (moves % (MOST / devices));
    byte[] octets = {127, 1, (byte) (index / IN_A_ROW), (byte) (index % IN_A_ROW + 1)};
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four octets", impossible);
    }
  }
}
