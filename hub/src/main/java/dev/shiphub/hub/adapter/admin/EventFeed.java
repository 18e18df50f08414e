package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Writes events to one follower as server-sent events, until it goes or the stream ends.
 *
 * <p>The {@code id} of an event is its number, so that a follower that comes back says by itself
 * where it was. Events have no {@code event} field, except {@code resync-required}: something was
 * missed, and how things stand must be read anew. Runs in the thread of its request.
 */
final class EventFeed {
  private final EventStream events;
  private final InstantSource steady;
  private final Duration heartbeat;

  /**
   * @param heartbeat after how long without an event a comment is written
   */
  EventFeed(EventStream events, InstantSource steady, Duration heartbeat) {
    this.events = events;
    this.steady = steady;
    this.heartbeat = heartbeat;
  }

  /**
   * Feeds a follower.
   *
   * @param after the number of the last event that it knows
   * @param isWelcome whether it may stay; asked before anything is written
   * @throws IOException if it is gone
   * @throws InterruptedException if the thread is to end
   */
  void follow(OutputStream out, long after, Seats.Seat seat, BooleanSupplier isWelcome)
      throws IOException, InterruptedException {
    write(": events of shiphub\n\n", out, seat);
    long known = after;
    boolean isOver = false;
    while (!isOver) {
      EventStream.Page page = events.await(known, AdminLimits.PAGE, heartbeat);
      if (!isWelcome.getAsBoolean()) {
        return;
      }
      String text = text(page);
      if (!text.isEmpty()) {
        write(text, out, seat);
      }
      known = page.upTo();
      isOver = page.isOver();
    }
  }

  private static String text(EventStream.Page page) {
    StringBuilder text = new StringBuilder();
    if (page.isGap()) {
      text.append(gap(page));
    }
    for (PublishedNotice notice : page.notices()) {
      text.append(event(notice));
    }
    return text.isEmpty() && !page.isOver() ? ":\n\n" : text.toString();
  }

  /** The number is that of the event before the next, from where a follower may go on. */
  private static String gap(EventStream.Page page) {
    String data =
        JsonWriter.COMPACT.text(JsonValue.object().put("goesOnAfter", page.after()).build());
    return "event: resync-required\nid: " + page.after() + "\ndata: " + data + "\n\n";
  }

  private static String event(PublishedNotice notice) {
    String data = JsonWriter.COMPACT.text(notice.toJson());
    return "id: " + notice.seq() + "\ndata: " + data + "\n\n";
  }

  private void write(String text, OutputStream out, Seats.Seat seat) throws IOException {
    seat.writing(steady.instant());
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    seat.written();
  }
}
