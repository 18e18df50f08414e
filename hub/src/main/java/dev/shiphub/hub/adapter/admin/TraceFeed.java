package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.trace.TraceForm;
import dev.shiphub.hub.trace.TracePage;
import dev.shiphub.hub.trace.Traces;
import dev.shiphub.ship.Ski;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Writes the frames of one device to a follower as they come.
 *
 * @param after the number of the last frame that it knows
 */
record TraceFeed(Traces traces, Ski ski, TraceForm form, long after, InstantSource steady)
    implements LiveBody {
  @Override
  public void follow(OutputStream out, Seats.Seat seat, BooleanSupplier isWelcome)
      throws IOException, InterruptedException {
    write(form.head(), out, seat);
    long known = after;
    boolean isOver = false;
    while (!isOver) {
      TracePage page = traces.await(ski, known, AdminLimits.PAGE, AdminLimits.HEARTBEAT);
      if (!isWelcome.getAsBoolean()) {
        return;
      }
      if (page.isGap()) {
        write(form.gap(), out, seat);
      }
      write(page.frames().isEmpty() ? form.idle() : form.of(page.frames()), out, seat);
      known = page.last();
      isOver = page.isOver();
    }
  }

  private void write(byte[] octets, OutputStream out, Seats.Seat seat) throws IOException {
    seat.writing(steady.instant());
    out.write(octets);
    out.flush();
    seat.written();
  }
}
