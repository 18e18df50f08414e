package dev.shiphub.ship.transport;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.transport.Deadlines.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection ends, once somebody has decided it, and the deadline that cuts it if it then
 * does not end by itself. Any thread.
 */
final class Ending {
  private final Wire wire;
  private final Deadlines deadlines;
  private final Duration patience;
  private final Runnable onOver;
  private final CountDownLatch over = new CountDownLatch(1);

  /** Null while the connection is open. */
  private final AtomicReference<@Nullable CloseReason> reason = new AtomicReference<>();

  /** Null while none runs. */
  private final AtomicReference<@Nullable Deadline> deadline = new AtomicReference<>();

  /**
   * Of an open connection.
   *
   * @param onOver run once, when the socket is closed and before anybody is told
   */
  Ending(Wire wire, Deadlines deadlines, Duration patience, Runnable onOver) {
    this.wire = wire;
    this.deadlines = deadlines;
    this.patience = patience;
    this.onOver = onOver;
  }

  /** The first reason counts; returns whether it was this one. */
  boolean decide(CloseReason why) {
    return reason.compareAndSet(null, why);
  }

  /** Empty while the connection is open. */
  Optional<CloseReason> reason() {
    return Optional.ofNullable(reason.get());
  }

  /** The connection is cut unless it is over in a short while from now. */
  void hurry() {
    replace(deadlines.cutAfter(patience, wire.plain()));
  }

  /** The socket is closed; called once, by the reader. */
  void over() {
    replace(null);
    onOver.run();
    over.countDown();
  }

  /** Counted down when the socket is closed. */
  CountDownLatch whenOver() {
    return over;
  }

  private void replace(@Nullable Deadline next) {
    Deadline previous = deadline.getAndSet(next);
    if (previous != null) {
      previous.close();
    }
  }
}
