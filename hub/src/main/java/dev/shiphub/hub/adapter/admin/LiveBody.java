package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.adapter.http.HttpAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/** Something that a client follows until it goes. Runs in the thread of its request. */
@FunctionalInterface
interface LiveBody {
  /**
   * Writes until there is nothing more.
   *
   * @param seat the place that the client has taken
   * @param isWelcome whether it may stay; to be asked before anything is written
   * @throws IOException if the client is gone
   * @throws InterruptedException if the thread is to end
   */
  void follow(OutputStream out, Seats.Seat seat, BooleanSupplier isWelcome)
      throws IOException, InterruptedException;

  /** The same as the source of an answer, which leaves the seat at its end. */
  default HttpAnswer.Source in(Seats.Seat seat, BooleanSupplier isWelcome) {
    return new HttpAnswer.Source() {
      @Override
      public void writeTo(OutputStream out) throws IOException, InterruptedException {
        follow(out, seat, isWelcome);
      }

      @Override
      public void close() {
        seat.close();
      }
    };
  }
}
