package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.adapter.http.HttpAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/**
 * A client that follows the events, in the thread of its request.
 *
 * @param seat which it has taken
 * @param after the number of the last event that it knows
 * @param isWelcome whether it may stay: its token may be taken back meanwhile
 */
record Follower(EventFeed feed, Seats.Seat seat, long after, BooleanSupplier isWelcome)
    implements HttpAnswer.Source {
  @Override
  public void writeTo(OutputStream out) throws IOException, InterruptedException {
    feed.follow(out, after, seat, isWelcome);
  }

  @Override
  public void close() {
    seat.close();
  }
}
