package dev.shiphub.hub.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a connection has outlived its {@link Lifetime}. Says so again after a pause, because the
 * device may not take a second connection. Runs in its session's thread.
 */
final class Renewal {
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Lifetime lifetime;
  private Optional<Instant> begunAt = Optional.empty();
  private Instant usedAt = Instant.MIN;
  private Instant notBefore = Instant.MIN;

  Renewal(Lifetime lifetime) {
    this.lifetime = lifetime;
  }

  /** The connection is its device's session from now on. */
  void begin(Instant now) {
    begunAt = Optional.of(now);
    usedAt = now;
  }

  /** Data went one way or the other. */
  void used(Instant now) {
    usedAt = now;
  }

  /** Whether it is time for another connection; it is taken for asked for. */
  boolean isDue(Instant now) {
    boolean isDue = deadline().filter(due -> !due.isAfter(now)).isPresent();
    if (isDue) {
      notBefore = now.plus(PAUSE);
    }
    return isDue;
  }

  Optional<Instant> deadline() {
    return begunAt.flatMap(
        begun ->
            Stream.of(lifetime.maxAge().map(begun::plus), lifetime.maxIdle().map(usedAt::plus))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .map(due -> due.isBefore(notBefore) ? notBefore : due));
  }
}
