package dev.shiphub.hub.adapter.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a login goes on: 3 at a time, 10 minutes without use, an hour in any case. */
final class LoginsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final KnownToken TOKEN = KnownToken.of("laptop", "secret");

  private final Logins logins =
      new Logins(3, Duration.ofMinutes(10), Duration.ofHours(1), new SecureRandom());

  private static Instant after(int minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void aLoginIsItsToken() {
    String id = logins.begin(TOKEN, START);
    assertEquals(Optional.of(TOKEN), logins.use(id, after(9)));
    assertEquals(Optional.empty(), logins.use(id + "x", after(9)));
    assertEquals(Optional.empty(), logins.use("", after(9)));
  }

  @Test
  void noTwoLoginsHaveTheSameSecret() {
    assertNotEquals(logins.begin(TOKEN, START), logins.begin(TOKEN, START));
  }

  @Test
  void useKeepsItOpen() {
    String id = logins.begin(TOKEN, START);
    logins.use(id, after(9));
    assertEquals(Optional.of(TOKEN), logins.use(id, after(18)));
    assertEquals(Optional.empty(), logins.use(id, after(28)));
    assertEquals(Optional.empty(), logins.use(id, after(28)));
  }

  @Test
  void aLookDoesNotKeepItOpen() {
    String id = logins.begin(TOKEN, START);
    assertTrue(logins.isOpen(id, after(9)));
    assertFalse(logins.isOpen(id, after(10)));
  }

  @Test
  void noUseKeepsItOpenForEver() {
    String id = logins.begin(TOKEN, START);
    for (int minute = 5; minute < 60; minute += 5) {
      assertEquals(Optional.of(TOKEN), logins.use(id, after(minute)));
    }
    assertEquals(Optional.empty(), logins.use(id, after(60)));
  }

  @Test
  void logoutEndsItAndNoOther() {
    String one = logins.begin(TOKEN, START);
    String other = logins.begin(TOKEN, START);
    logins.end(one);
    assertEquals(Optional.empty(), logins.use(one, START));
    assertEquals(Optional.of(TOKEN), logins.use(other, START));
  }

  @Test
  void oneTooManyEndsTheOneThatWasNotUsedForLongest() {
    String first = logins.begin(TOKEN, START);
    String second = logins.begin(TOKEN, after(1));
    String third = logins.begin(TOKEN, after(2));
    logins.use(first, after(3));
    logins.begin(TOKEN, after(4));
    assertTrue(logins.isOpen(first, after(5)));
    assertFalse(logins.isOpen(second, after(5)));
    assertTrue(logins.isOpen(third, after(5)));
  }
}
