package dev.shiphub.hub.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far the stop has come: begun, cut, finished. Owned by the loop's thread. */
final class Stopping {
  /** What a connection that was cut needs to report its end. */
  private static final Duration AFTER_CUT = Duration.ofMillis(500);

  private Optional<Instant> cutAt = Optional.empty();
  private boolean isCut;
  private boolean isFinished;

  /** Begins; returns false if it has begun before. */
  boolean begin(Instant cut) {
    if (hasBegun()) {
      return false;
    }
    cutAt = Optional.of(cut);
    return true;
  }

  boolean hasBegun() {
    return cutAt.isPresent();
  }

  /** Whether the connections that are left have to be cut now; true once. */
  boolean isCutDue(Instant now) {
    if (isCut || cutAt.filter(at -> !at.isAfter(now)).isEmpty()) {
      return false;
    }
    isCut = true;
    return true;
  }

  /**
   * Whether the hub is done; non-empty once.
   *
   * @param isDrained whether nothing is left; otherwise it is done when cutting did not help either
   */
  Optional<HubEffect.Finish> finish(boolean isDrained, Instant now) {
    boolean isHopeless = isCut && deadline().filter(at -> !at.isAfter(now)).isPresent();
    if (isFinished || !hasBegun() || !(isDrained || isHopeless)) {
      return Optional.empty();
    }
    isFinished = true;
    return Optional.of(new HubEffect.Finish(!isCut));
  }

  Optional<Instant> deadline() {
    return isFinished ? Optional.empty() : cutAt.map(at -> isCut ? at.plus(AFTER_CUT) : at);
  }
}
