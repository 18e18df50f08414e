package dev.shiphub.hub.session;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a connection may be used before another one is to replace it.
 *
 * @param maxIdle without data in either direction; empty sets no limit
 * @param maxAge from the begin of its session; empty sets no limit
 */
public record Lifetime(Optional<Duration> maxIdle, Optional<Duration> maxAge) {
  /** For ever. */
  public static final Lifetime UNLIMITED = new Lifetime(Optional.empty(), Optional.empty());
}
