package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.START;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.hub.core.DoubleConnectionRule.Contender;
import dev.shiphub.hub.core.DoubleConnectionRule.Decision;
import dev.shiphub.hub.core.Evidence.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which of two connections stays (SHIP 12.2.2, our rule 12.5).
 *
 * <p>Proof of promises 6, 7.
 */
final class DoubleConnectionRuleTest {
  private static final Connection E = out(1, smaller(1));
  private static final Connection N = in(2, smaller(1));
  private static final Decision OWNER = new Decision.OwnerStays();
  private static final Decision CANDIDATE = new Decision.CandidateTakes();

  private static Instant at(int millis) {
    return START.plusMillis(millis);
  }

  private static Contender owner(Probe probe) {
    return new Contender(E, new Evidence(START.minusSeconds(3_600), Optional.of(START), probe));
  }

  private static Contender silent(Probe probe) {
    return new Contender(N, new Evidence(START, Optional.empty(), probe));
  }

  private static Contender spoke(int atMillis) {
    return new Contender(N, new Evidence(START, Optional.of(at(atMillis)), Probe.NONE));
  }

  private static Decision undecided(int untilMillis, Connection... asked) {
    return new Decision.Undecided(at(untilMillis), List.of(asked), Duration.ofSeconds(2));
  }

  // B3
  @Nested
  final class WithTheBiggerSki {
    private static Decision decide(Contender owner, Contender candidate, int atMillis) {
      return DoubleConnectionRule.EVIDENCE.decide(true, owner, candidate, at(atMillis));
    }

    @Test
    void givesTheNewcomerThreeSecondsToSpeak() {
      assertEquals(undecided(3_000), decide(owner(Probe.ALIVE), silent(Probe.NONE), 0));
      assertEquals(undecided(3_000), decide(owner(Probe.DEAD), silent(Probe.NONE), 2_999));
    }

    @Test
    void keepsBothForHalfASecondAfterTheNewcomerSpoke() {
      assertEquals(undecided(700), decide(owner(Probe.ASKED), spoke(200), 200));
      assertEquals(undecided(700), decide(owner(Probe.ASKED), spoke(200), 699));
    }

    @Test
    void thenKeepsTheNewcomer() {
      assertEquals(CANDIDATE, decide(owner(Probe.NONE), spoke(200), 700));
    }

    // B1
    @Test
    void asksTheOlderOneAtOnceWhetherItLives() {
      assertEquals(undecided(3_000, E), decide(owner(Probe.NONE), silent(Probe.NONE), 0));
    }

    @Test
    void waitsForTheAnswerOfTheOlderOneIfTheNewcomerStaysSilent() {
      assertEquals(undecided(5_000, E), decide(owner(Probe.NONE), silent(Probe.NONE), 3_000));
      assertEquals(
          new Decision.Undecided(at(5_500), List.of(), Duration.ofSeconds(2)),
          decide(owner(Probe.ASKED), silent(Probe.NONE), 3_500));
    }

    @ParameterizedTest
    @CsvSource({"ALIVE,true", "DEAD,false"})
    void keepsTheOlderOneIfItLives(Probe probe, boolean isKept) {
      assertEquals(isKept ? OWNER : CANDIDATE, decide(owner(probe), silent(Probe.NONE), 3_100));
    }

    @Test
    void prefersANewcomerThatSpeaksLateToAnOlderOneThatLives() {
      assertEquals(CANDIDATE, decide(owner(Probe.ALIVE), spoke(3_100), 3_600));
    }
  }

  // B4
  @Nested
  final class WithTheSmallerSki {
    private static Decision decide(Contender owner, Contender candidate, int atMillis) {
      return DoubleConnectionRule.EVIDENCE.decide(false, owner, candidate, at(atMillis));
    }

    @Test
    void leavesTheDecisionToThePeerForThreeSeconds() {
      assertEquals(undecided(3_000), decide(owner(Probe.ALIVE), spoke(10), 0));
      assertEquals(undecided(3_000), decide(owner(Probe.ALIVE), spoke(10), 2_999));
    }

    // B1
    @Test
    void asksTheOlderOneAtOnceWhetherItLives() {
      assertEquals(undecided(3_000, E), decide(owner(Probe.NONE), silent(Probe.NONE), 0));
    }

    // The peer was cut off and is back: its new connection must not wait for our timeouts.
    @Test
    void dropsAnOlderOneThatIsDeadAsSoonAsTheNewcomerHasSpoken() {
      assertEquals(CANDIDATE, decide(owner(Probe.DEAD), spoke(10), 2_000));
      assertEquals(undecided(3_000), decide(owner(Probe.DEAD), silent(Probe.NONE), 2_000));
    }

    @Test
    void thenAsksBothWhetherTheyLive() {
      assertEquals(
          new Decision.Undecided(at(8_000), List.of(E, N), Duration.ofSeconds(5)),
          decide(owner(Probe.NONE), silent(Probe.NONE), 3_000));
    }

    @ParameterizedTest
    @CsvSource({
      "ALIVE, ALIVE, CANDIDATE",
      "DEAD,  ALIVE, CANDIDATE",
      "DEAD,  DEAD,  CANDIDATE",
      "DEAD,  ASKED, CANDIDATE",
      "ALIVE, DEAD,  OWNER",
      "ASKED, DEAD,  OWNER"
    })
    void keepsWhatLivesAndOfTwoTheNewer(Probe owner, Probe candidate, String winner) {
      Decision expected = winner.equals("OWNER") ? OWNER : CANDIDATE;
      assertEquals(expected, decide(owner(owner), silent(candidate), 4_000));
    }

    @Test
    void waitsForTheSecondAnswer() {
      assertEquals(
          new Decision.Undecided(at(9_000), List.of(), Duration.ofSeconds(5)),
          decide(owner(Probe.ALIVE), silent(Probe.ASKED), 4_000));
      assertEquals(
          new Decision.Undecided(at(9_000), List.of(), Duration.ofSeconds(5)),
          decide(owner(Probe.ASKED), silent(Probe.ALIVE), 4_000));
    }
  }

  @Test
  void theLetterOfTheSpecificationHasNoGrace() {
    assertEquals(
        CANDIDATE, DoubleConnectionRule.SPEC.decide(true, owner(Probe.NONE), spoke(200), at(200)));
  }

  @ParameterizedTest
  @CsvSource({"true,false", "false,true"})
  void theOldRuleKeepsWhatTheBiggerSkiOpened(boolean isOursBigger, boolean isIncomingKept) {
    assertEquals(
        isIncomingKept ? CANDIDATE : OWNER,
        DoubleConnectionRule.INIT.decide(
            isOursBigger, owner(Probe.NONE), silent(Probe.NONE), START));
  }
}
