package dev.shiphub.ship.transport;

import java.time.Instant;

/** Counts pings and pongs of one peer, so that a flood of them is noticed. Owned by the reader. */
final class ControlBudget {
  private final TransportLimits.Frames limits;
  private Instant windowEnd = Instant.MIN;
  private int used;

  ControlBudget(TransportLimits.Frames limits) {
    this.limits = limits;
  }

  /** Counts one; returns whether it is within the limit. */
  boolean admits(Instant now) {
    if (!now.isBefore(windowEnd)) {
      windowEnd = now.plus(limits.controlsWithin());
      used = 0;
    }
    used++;
    return used <= limits.controls();
  }
}
