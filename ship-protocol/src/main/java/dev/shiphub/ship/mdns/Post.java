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

  /**
   * One packet can kill a responder that works; whoever sends it must not be rewarded with a
   * minute.
   */
  private static final Duration LONGEST_DELAY_AFTER_WORK = Duration.ofSeconds(5);

  /** A responder that was there this long failed by bad luck, not by nature. */
  private static final Duration PROVEN = Duration.ofSeconds(60);

  private Optional<Responder> responder = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private Instant at;
  private int failures;
  private boolean worked;

  Post(Instant now) {
    at = now;
  }

  Optional<Responder> responder() {
    return responder;
  }

  /** What ended the last responder. */
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
    worked = false;
  }

  /** Takes note that the responder got to work. */
  void prove() {
    worked = true;
  }

  /**
   * Gives up the responder; the next try comes the later the more often it failed.
   *
   * @return whether that is news, and not the same trouble as a moment ago
   */
  boolean fail(String why, Instant now) {
    boolean isNews = !trouble.equals(Optional.of(why)) || !at.plus(PROVEN).isAfter(now);
    failures = at.plus(PROVEN).isAfter(now) ? Math.min(failures + 1, 16) : 1;
    Duration longest = worked ? LONGEST_DELAY_AFTER_WORK : LONGEST_DELAY;
    Duration delay = FIRST_DELAY.multipliedBy(1L << (failures - 1));
    at = now.plus(delay.compareTo(longest) < 0 ? delay : longest);
    responder = Optional.empty();
    trouble = Optional.of(why);
    return isNews;
  }
}
