package dev.shiphub.hub.loop;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Publishes what happened: gives every notice its place in the one order, and hands it to each
 * listener's outlet.
 *
 * <p>Never waits for a listener. Any thread may publish; the order of publishing is the order of
 * delivery.
 */
final class Notices {
  private final InstantSource steady;
  private final InstantSource wall;
  private final Instant startedAt;
  private final List<Outlet> outlets;

  @GuardedBy("this")
  private long seq;

  /**
   * An outlet for each listener.
   *
   * @param lastSeq the last number that an earlier run may have used
   * @param room how much is kept for a listener that does not keep up
   */
  Notices(
      List<HubListener> listeners,
      long lastSeq,
      int room,
      InstantSource steady,
      InstantSource wall) {
    this.steady = steady;
    this.wall = wall;
    startedAt = steady.instant();
    seq = lastSeq;
    outlets = listeners.stream().map(listener -> new Outlet(listener, room)).toList();
  }

  synchronized void publish(Notice notice) {
    seq++;
    long millis = Duration.between(startedAt, steady.instant()).toMillis();
    PublishedNotice published = new PublishedNotice(seq, wall.instant(), millis, notice);
    outlets.forEach(outlet -> outlet.notice(published));
  }

  /**
   * Hands data of a running session on.
   *
   * @return false if a listener has no room for it: then the sender must end the session, so that
   *     nothing is lost unseen
   */
  synchronized boolean data(Ski ski, ConnectionId session, JsonObject payload) {
    boolean isTaken = true;
    for (Outlet outlet : outlets) {
      isTaken &= outlet.data(ski, session, payload);
    }
    return isTaken;
  }

  /**
   * Delivers what has been published and ends the outlets.
   *
   * @param grace how long a listener may take before it is interrupted
   * @return whether every listener has heard everything
   */
  boolean close(Duration grace) throws InterruptedException {
    boolean isClean = true;
    for (Outlet outlet : outlets) {
      isClean &= outlet.close(grace);
    }
    return isClean;
  }
}
