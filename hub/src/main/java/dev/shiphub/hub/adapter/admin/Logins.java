package dev.shiphub.hub.adapter.admin;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * Who has logged in with a browser: a bounded number of sessions, in memory only. Keeps digests, so
 * that a copy of the memory is no login. Any thread; time is a parameter, from a steady clock.
 */
final class Logins {
  private final int most;
  private final Duration idle;
  private final Duration age;
  private final RandomGenerator random;

  /** By the digest of the id, the one that was not used for longest first. */
  @GuardedBy("this")
  private final SequencedMap<String, Login> open = new LinkedHashMap<>();

  private record Login(KnownToken token, Instant since, Instant lastUsed) {}

  /**
   * @param most how many there may be; one more ends the one that was not used for longest
   * @param idle after how long without use one ends
   * @param age after how long one ends in any case
   * @param random of a kind that nobody can predict
   */
  Logins(int most, Duration idle, Duration age, RandomGenerator random) {
    this.most = most;
    this.idle = idle;
    this.age = age;
    this.random = random;
  }

  /** Begins a login; returns its id, the secret of the browser. */
  synchronized String begin(KnownToken token, Instant now) {
    open.values().removeIf(login -> isOver(login, now));
    if (open.size() >= most) {
      open.pollFirstEntry();
    }
    String id = KnownToken.secret(random);
    open.putLast(KnownToken.digest(id), new Login(token, now, now));
    return id;
  }

  /** The token with which a login began, if that is not over; counts as use. */
  synchronized Optional<KnownToken> use(String id, Instant now) {
    String digest = KnownToken.digest(id);
    Optional<Login> login = Optional.ofNullable(open.remove(digest));
    return login
        .filter(it -> !isOver(it, now))
        .map(
            it -> {
              open.putLast(digest, new Login(it.token(), it.since(), now));
              return it.token();
            });
  }

  /** Whether a login goes on; does not count as use. */
  synchronized boolean isOpen(String id, Instant now) {
    return Optional.ofNullable(open.get(KnownToken.digest(id)))
        .filter(login -> !isOver(login, now))
        .isPresent();
  }

  synchronized void end(String id) {
    open.remove(KnownToken.digest(id));
  }

  private boolean isOver(Login login, Instant now) {
    return !now.isBefore(login.lastUsed().plus(idle)) || !now.isBefore(login.since().plus(age));
  }
}
