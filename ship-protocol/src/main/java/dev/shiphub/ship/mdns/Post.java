package dev.shiphub.ship.mdns;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One link's place in the {@link Roster}: the responder that serves it, or when the next one is
 * tried.
 */
final class Post {
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(60);

  /** A responder that worked this long failed by bad luck, not by nature. */
  private static final Duration PROVEN = Duration.ofSeconds(60);

  private Optional<Responder> responder = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private Instant at;
  private int failures;

  Post(Instant now) {
    at = now;
  }

  Optional<Responder> responder() {
    return responder;
  }

  /** Why there is no responder, if there was one. */
  Optional<String> trouble() {
    return trouble;
  }

  /** When the next responder is due; meaningful only while there is none. */
  Instant retryAt() {
    return at;
  }

  boolean isVacant(Instant now) {
    return responder.isEmpty() && !now.isBefore(at);
  }

  void fill(Responder fresh, Instant now) {
    responder = Optional.of(fresh);
    at = now;
  }

  /** Gives up the responder; the next try comes the later the more often it failed. */
  void fail(String why, Instant now) {
    failures = at.plus(PROVEN).isAfter(now) ? Math.min(failures + 1, 16) : 1;
    Duration delay = FIRST_DELAY.multipliedBy(1L << (failures - 1));
    at = now.plus(delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY);
    responder = Optional.empty();
    trouble = Optional.of(why);
  }

  /** Forgets earlier trouble: the responder works. */
  void prove() {
    trouble = Optional.empty();
  }
}
