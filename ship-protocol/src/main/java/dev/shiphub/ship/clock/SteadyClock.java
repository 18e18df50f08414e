package dev.shiphub.ship.clock;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that never steps: the wall time of its creation plus the time that has passed since.
 *
 * <p>A gateway without a battery clock may start in 1970 and be set by network time later;
 * deadlines must not notice. Any thread.
 */
public final class SteadyClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }

  /**
   * The wall clock, for the stamps of events, logs and audit entries only: it may step at any time.
   */
  public static InstantSource wall() {
    return InstantSource.system();
  }
}
