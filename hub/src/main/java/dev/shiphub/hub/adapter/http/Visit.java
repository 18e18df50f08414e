package dev.shiphub.hub.adapter.http;

import java.io.IOException;
import java.net.Socket;
import java.time.Instant;

/** One connection, and how long we go on waiting for it. Its state belongs to {@link Visits}. */
final class Visit {
  private final Socket socket;
  private final Network network;
  private boolean isWaiting = true;
  private Instant since;
  private Instant until;

  Visit(Socket socket, Instant since, Instant until) {
    this.socket = socket;
    this.network = Network.of(socket.getInetAddress());
    this.since = since;
    this.until = until;
  }

  Network network() {
    return network;
  }

  /** Whether it is the client's turn, so that it may be given up for somebody else. */
  boolean isWaiting() {
    return isWaiting;
  }

  /** When the turn changed. */
  Instant since() {
    return since;
  }

  boolean isLate(Instant now) {
    return now.isAfter(until);
  }

  void turns(boolean isClients, Instant now, Instant latest) {
    isWaiting = isClients;
    since = now;
    until = latest;
  }

  /** Whatever waits for it ends, whichever thread that is. */
  void cut() {
    try {
      socket.close();
    } catch (IOException gone) {
      // What cannot be closed is no connection any more.
    }
  }
}
