package dev.shiphub.it;

import java.io.IOException;
import java.net.ServerSocket;

/**
 * Starts processes and tries ports, one at a time: a child has copies of all our sockets until it
 * runs its program, so that a port which was just found free would still be taken.
 */
final class Births {
  private Births() {}

  static synchronized Process start(ProcessBuilder builder) throws IOException {
    return builder.start();
  }

  /** Whether nobody listens on this port. */
  static synchronized boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port)) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
