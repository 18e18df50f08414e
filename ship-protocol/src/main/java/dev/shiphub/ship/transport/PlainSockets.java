package dev.shiphub.ship.transport;

import java.io.IOException;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/** What every TCP socket of a SHIP connection has in common. */
final class PlainSockets {
  private static final int KEEP_ALIVE_IDLE_SECONDS = 20;
  private static final int KEEP_ALIVE_INTERVAL_SECONDS = 5;
  private static final int KEEP_ALIVE_PROBES = 3;

  private PlainSockets() {}

  /**
   * Small messages leave at once, and a peer that lost power is noticed in about 35 s even if
   * nobody pings.
   */
  static void tune(Socket plain) throws IOException {
    plain.setTcpNoDelay(true);
    plain.setKeepAlive(true);
    if (plain.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      plain.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_SECONDS);
      plain.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL_SECONDS);
      plain.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_PROBES);
    }
  }

  /** Whether the peer has sent more than it may before it is trusted. */
  static boolean isOverdrawn(Socket plain) {
    return plain instanceof MeteredSocket metered && metered.isOverdrawn();
  }

  /** Closes it with a reset, so that the kernel forgets it at once. */
  static void reset(Socket plain) {
    try {
      plain.setSoLinger(true, 0);
    } catch (IOException _) {
      // The peer was faster.
    }
    close(plain);
  }

  /** Closes it, which never blocks; there is nothing to do about a failure. */
  static void close(Socket plain) {
    try {
      plain.close();
    } catch (IOException _) {
      // The descriptor is gone either way.
    }
  }
}
