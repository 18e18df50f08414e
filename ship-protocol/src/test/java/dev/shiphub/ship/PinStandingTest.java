package dev.shiphub.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each wrong PIN costs (SHIP 13.4.4.3.4). */
final class PinStandingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final PinStanding BUSY =
      new PinStanding(false, 3, Optional.of(NOW.plusSeconds(15)));

  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "3,15", "4,15", "5,15", "6,90", "7,90", "1000,90"})
  void theThirdWrongOneCostsFifteenSecondsAndTheSixthNinety(int times, int seconds) {
    PinStanding standing = PinStanding.FRESH;
    for (int i = 0; i < times; i++) {
      standing = standing.wrongOnce(NOW);
    }
    assertEquals(Duration.ofSeconds(seconds), standing.penaltyLeft(NOW));
    assertEquals(times, standing.wrong());
  }

  // A count that overflowed would begin anew with two free tries, and 2^31 more.
  @Test
  void theCountOfWrongOnesDoesNotRunOver() {
    PinStanding most = new PinStanding(false, Integer.MAX_VALUE, Optional.empty()).wrongOnce(NOW);
    assertEquals(Integer.MAX_VALUE, most.wrong());
    assertEquals(Duration.ofSeconds(90), most.penaltyLeft(NOW));
  }

  // On another connection it may have been under way when the right one was looked at.
  @Test
  void aWrongOneAfterTheRightOneCostsNothing() {
    assertEquals(PinStanding.VERIFIED, PinStanding.VERIFIED.wrongOnce(NOW));
  }

  @Test
  void aPenaltyIsOverAtItsEndAndNotBefore() {
    Instant before = NOW.plusSeconds(15).minusNanos(1);
    assertEquals(Duration.ofNanos(1), BUSY.penaltyLeft(before));
    assertEquals(BUSY, BUSY.at(before));
    PinStanding over = new PinStanding(false, 3, Optional.empty());
    assertEquals(over, BUSY.at(NOW.plusSeconds(15)));
    assertEquals(Duration.ZERO, BUSY.penaltyLeft(NOW.plusSeconds(16)));
  }

  @Test
  void isVerifiedIfEitherOfTwoPlacesSaysSo() {
    assertEquals(PinStanding.VERIFIED, BUSY.with(PinStanding.VERIFIED));
    assertEquals(PinStanding.VERIFIED, PinStanding.VERIFIED.with(BUSY));
  }

  @Test
  void isTheWorseOfTwoPlacesOtherwise() {
    PinStanding later = new PinStanding(false, 2, Optional.of(NOW.plusSeconds(90)));
    PinStanding worse = new PinStanding(false, 3, Optional.of(NOW.plusSeconds(90)));
    assertEquals(worse, BUSY.with(later));
    assertEquals(worse, later.with(BUSY));
    assertEquals(BUSY, PinStanding.FRESH.with(BUSY));
  }
}
