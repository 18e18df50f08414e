package dev.shiphub.sim.device;

import dev.shiphub.ship.handshake.HandshakeTimes;
import java.time.Duration;

/**
 * Every time limit of a device.
 *
 * @param handshake those of the SHIP handshake
 * @param ping how long a peer may be silent before it is pinged (SHIP 10.4)
 * @param pong how long it may then stay silent
 * @param farewell how long connections get to close in order when the device stops; then they are
 *     cut
 * @param stop how long stopping may take in all
 */
public record DeviceTimes(
    HandshakeTimes handshake, Duration ping, Duration pong, Duration farewell, Duration stop) {
  /** 50 s and 10 s; 2 s, and a little less than the 3 s that a process may take to end. */
  public static final DeviceTimes DEFAULT =
      new DeviceTimes(
          HandshakeTimes.DEFAULT,
          Duration.ofSeconds(50),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(2_800));

  /** These times with another limit for stopping. */
  public DeviceTimes stopping(Duration limit) {
    return new DeviceTimes(handshake, ping, pong, farewell, limit);
  }
}
