package dev.shiphub.hub.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a connection tells of its use. */
final class SessionFiguresTest {
  private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");

  private final SessionFigures fresh = SessionFigures.fresh(OPENED);

  private static Instant at(int seconds) {
    return OPENED.plusSeconds(seconds);
  }

  @Test
  void aConnectionIsIdleFromItsOpening() {
    assertEquals(OPENED, fresh.in("hello", at(5)).idleSince());
  }

  @Test
  void dataOfEitherSideEndsTheIdleness() {
    assertEquals(at(7), fresh.oneReceived(at(7)).idleSince());
    assertEquals(at(8), fresh.oneReceived(at(7)).oneSent(at(8)).idleSince());
    assertEquals(at(9), fresh.oneSent(at(8)).oneReceived(at(9)).idleSince());
  }

  // A peer that does nothing but answer pings is alive, and idle.
  @Test
  void aSignOfLifeDoesNot() {
    SessionFigures alive = fresh.oneSent(at(1)).heard(at(60));
    assertEquals(at(60), alive.heardAt());
    assertEquals(at(1), alive.idleSince());
  }

  @Test
  void nothingThatHappensIsForgotten() {
    SessionFigures used = fresh.oneReceived(at(1)).oneSent(at(2)).heard(at(3)).in("data", at(4));
    assertEquals(
        new SessionFigures(
            "data", at(4), OPENED, at(3), 1, Optional.of(at(1)), 1, Optional.of(at(2))),
        used);
  }
}
