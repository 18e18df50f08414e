package dev.shiphub.ship.mdns;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Notices that the machine has slept: the steady clock stood still and the wall clock did not. A
 * wall clock that is set looks the same, and a look too many does no harm. Owned by one thread.
 */
final class WakeWatch {
  /** Less than this is the wall clock being disciplined, or a busy machine. */
  private static final Duration NOTICEABLE = Duration.ofSeconds(5);

  private Optional<Duration> offset = Optional.empty();

  /** Whether it has slept since the last look. */
  boolean hasSlept(Instant steady, Instant wall) {
    Duration now = Duration.between(steady, wall);
    boolean hasSlept =
        offset.filter(before -> now.minus(before).abs().compareTo(NOTICEABLE) > 0).isPresent();
    offset = Optional.of(now);
    return hasSlept;
  }
}
