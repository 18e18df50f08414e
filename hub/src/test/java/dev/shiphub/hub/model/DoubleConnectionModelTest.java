package dev.shiphub.hub.model;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.DoubleConnectionRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every order of what can happen when two nodes dial each other, for every rule that a peer may
 * follow: the hub's core always comes to one connection, as docs/double-connection.md says.
 *
 * <p>Proof of promises 1, 6, 7.
 */
final class DoubleConnectionModelTest {
  private static final Path PAGE = Path.of("../docs/double-connection.md");

  /** Those that refuse a new connection as long as an old one seems to live. */
  private static final Set<String> REFUSE_AS_BIGGER = Set.of("INIT", "INIT+", "FIRST-B", "FIRST");

  /** Our longest delay before another dial when both were lost. */
  private static final Duration LONGEST_REDIAL = Duration.ofSeconds(20);

  private static List<Row> rows = List.of();

  @BeforeAll
  static void explore() {
    rows = Row.all();
  }

  private static void assertEach(Consumer<Row> claim) {
    assertAll(rows.stream().map(row -> () -> claim.accept(row)));
  }

  @Test
  void everyPairingIsCovered() {
    assertEquals(16, rows.size());
    assertEach(row -> assertTrue(row.bothDial().all().bitLength() > 32, row.pairing()::toString));
  }

  @Test
  void twoDialsComeToOneConnectionWithoutASecondRoundOrAGap() {
    assertEach(
        row -> assertTrue(row.bothDial().isSmooth(), () -> row.pairing() + row.bothDial().fault()));
  }

  @Test
  void afterTwoDialsTheConnectionIsInUseWithinTheGrace() {
    assertEach(
        row -> assertNotLonger(Duration.ofMillis(500), row.bothDial().settling(), row.pairing()));
  }

  // With -Dmodel.slow=REGEX other pairings, like "RECENT >": they take minutes and gigabytes.
  @Test
  void evenIfATimerFiresBeforeAnythingElseGoesOnTwoDialsComeToOneConnection() {
    String which = System.getProperty("model.slow", "INIT\\+ <|FIRST [<>]");
    List<Pairing> slow =
        Pairing.all().stream().filter(pairing -> pairing.toString().matches(which)).toList();
    assertFalse(slow.isEmpty());
    for (Pairing pairing : slow) {
      Figures figures = pairing.bothDial(1);
      assertTrue(figures.divergence().isEmpty(), () -> pairing + figures.fault());
    }
  }

  @Test
  void aPeerThatRestartedIsTakenBackWithinTwoSeconds() {
    assertEach(
        row -> {
          Duration limit = Duration.ofMillis(row.pairing().isOursBigger() ? 500 : 2_000);
          for (Figures figures : row.peerRestarted()) {
            assertTrue(figures.divergence().isEmpty(), () -> row.pairing() + figures.fault());
            assertNotLonger(limit, figures.without(), row.pairing());
            assertEquals(0, figures.redials(), row.pairing()::toString);
          }
        });
  }

  @Test
  void afterOurRestartWeWaitOnlyForPeersThatRefuseUs() {
    assertEach(
        row -> {
          Pairing pairing = row.pairing();
          boolean mayRefuse =
              REFUSE_AS_BIGGER.contains(pairing.peer())
                  && (!pairing.isOursBigger() || pairing.peer().equals("FIRST"));
          Duration limit =
              mayRefuse ? Scenario.KEEP_ALIVE.plus(LONGEST_REDIAL) : Duration.ofSeconds(2);
          for (Figures figures : row.weRestarted()) {
            assertTrue(figures.divergence().isEmpty(), () -> pairing + figures.fault());
            assertNotLonger(limit, figures.without(), pairing);
          }
        });
  }

  @Test
  void whoHadDialledTheDeadConnectionMakesNoDifference() {
    assertEach(
        row -> {
          assertAlike(row.peerRestarted(), row.pairing());
          assertAlike(row.weRestarted(), row.pairing());
        });
  }

  private static void assertAlike(List<Figures> cases, Pairing pairing) {
    Figures first = cases.getFirst();
    for (Figures figures : cases) {
      assertEquals(first.without(), figures.without(), pairing::toString);
      assertEquals(first.redials(), figures.redials(), pairing::toString);
    }
  }

  private static void assertNotLonger(Duration limit, Duration time, Pairing pairing) {
    assertTrue(time.compareTo(limit) <= 0, () -> pairing + ": " + time);
  }

  @Test
  void thePageIsCurrent() throws IOException {
    String fresh = OutcomePage.of(rows);
    if (Boolean.getBoolean("double.write")) {
      Files.writeString(PAGE, fresh);
    }
    assertTrue(
        Files.exists(PAGE) && Files.readString(PAGE).equals(fresh),
        "docs/double-connection.md is not current: run this with -Ddouble.write=true");
  }

  // ---- the model sees what goes wrong with other rules

  @ParameterizedTest
  @EnumSource(names = {"RECENT", "SPEC"})
  void asTheSmallerNodeTheRuleOfTheInitiatorNeedsASecondRound(OtherRule peer) {
    Figures figures = explored(Scenario.ours(DoubleConnectionRule.INIT), peer, false);
    assertTrue(figures.secondRound().isPresent());
    assertTrue(figures.settling().compareTo(Duration.ofSeconds(1)) > 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"RECENT", "FIRST"})
  void asTheBiggerNodeTheRuleOfTheInitiatorNeedsASecondRound(OtherRule peer) {
    assertTrue(
        explored(Scenario.ours(DoubleConnectionRule.INIT), peer, true).secondRound().isPresent());
  }

  @Test
  void theRuleOfTheInitiatorMayNeverComeToAConnectionWithOneWhoKeepsTheFirst() {
    Figures figures = explored(Scenario.ours(DoubleConnectionRule.INIT), OtherRule.FIRST_B, false);
    assertTrue(figures.divergence().isPresent());
  }

  @Test
  void whoClosesTheOlderBeforeTheNewerHasSpokenLosesBoth() {
    Figures figures = explored(Scenario.other(OtherRule.RECENT), OtherRule.INIT, true);
    assertTrue(figures.secondRound().isPresent());
  }

  @Test
  void twoThatRefuseWhileTheyDialThemselvesMayGoOnForEver() {
    Figures figures = explored(Scenario.other(OtherRule.FIRST), OtherRule.FIRST, true);
    assertTrue(figures.divergence().isPresent());
  }

  @Test
  void theRuleOfTheInitiatorLocksARestartedPeerOut() {
    Moment restart =
        Scenario.restart(
            Scenario.ours(DoubleConnectionRule.INIT),
            Scenario.other(OtherRule.SPEC),
            true,
            Side.PEER,
            Side.US);
    Duration without = Exploration.of(restart, 12).without();
    assertTrue(without.compareTo(Duration.ofSeconds(30)) > 0, without::toString);
  }

  private static Figures explored(Scenario.Kind us, OtherRule peer, boolean isOursBigger) {
    int mostRedials = 1;
    return Exploration.of(
        Scenario.bothDial(us, Scenario.other(peer), isOursBigger, 0), mostRedials);
  }
}
