package dev.shiphub.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TallyTest {
  private static Tally of(Bar bar, double[]... rounds) {
    List<Round> had =
        Arrays.stream(rounds)
            .map(it -> Round.of(new double[] {it[0]}, new double[] {it[1]}, 0, 0))
            .toList();
    return new Tally(new Line("1", "ours", "theirs", "ms", bar), 0, had);
  }

  @Test
  void theRatioIsTheMedianOfTheRoundsAndNotThatOfTheMedians() {
    Tally tally = of(Bar.none(), new double[] {1, 1}, new double[] {10, 2}, new double[] {2, 4});
    assertEquals(1, tally.ratio());
    assertEquals("0.500–5.00", tally.spread());
  }

  @Test
  void aLineThatIsOnlyStatedSpreadsItsFigures() {
    Tally tally = of(Bar.none(), new double[] {12, Double.NaN}, new double[] {1500, Double.NaN});
    assertEquals("12.0–1,500", tally.spread());
    assertEquals(Bar.Verdict.STATED, tally.verdict());
  }

  @Test
  void theTargetTheAimAndTheGuardAreThreeThings() {
    Bar bar = Bar.atMost(2, 1.5);
    assertEquals(Bar.Verdict.AIM, of(bar, new double[] {3, 2}).verdict());
    assertEquals(Bar.Verdict.MET, of(bar, new double[] {4, 2}).verdict());
    assertEquals(Bar.Verdict.MISSED, of(bar, new double[] {12, 2}).verdict());
    assertFalse(of(bar, new double[] {12, 2}).isBeyondExcuse());
    assertTrue(of(bar, new double[] {13, 2}).isBeyondExcuse());
    assertTrue(of(bar, new double[] {Double.NaN, 2}).isBeyondExcuse());
    assertEquals(Bar.Verdict.MISSED, of(Bar.atLeast(0.6, 0.8), new double[] {1, 2}).verdict());
    assertTrue(of(Bar.atLeast(0.6, 0.8), new double[] {1, 6}).isBeyondExcuse());
  }

  @Test
  void aRoundThatTheMachineSpoiltIsExcusedAndAFaultIsNot() {
    Bar atMost = Bar.atMost(2, 1.5);
    assertFalse(
        of(atMost, new double[] {80, 2}, new double[] {60, 2}, new double[] {4, 2})
            .isBeyondExcuse());
    assertTrue(
        of(atMost, new double[] {80, 2}, new double[] {60, 2}, new double[] {14, 2})
            .isBeyondExcuse());
    Bar atLeast = Bar.atLeast(0.6, 0.8);
    assertFalse(of(atLeast, new double[] {1, 60}, new double[] {3, 6}).isBeyondExcuse());
    assertTrue(of(atLeast, new double[] {1, 60}, new double[] {1, 6}).isBeyondExcuse());
  }

  @Test
  void oneRoundOverTheBoundMissesWhateverTheRatio() {
    Bar bar = Bar.atMost(12, 8).neverOver(5);
    assertEquals(Bar.Verdict.MISSED, of(bar, new double[] {1, 1}, new double[] {6, 1}).verdict());
    assertFalse(of(bar, new double[] {6, 1}).isBeyondExcuse());
    assertTrue(of(Bar.none().neverUnder(100), new double[] {99, 1}).isBeyondExcuse());
    assertEquals("≤ 12 ×, aim 8, never over 5", bar.words());
    assertEquals("never under 100", Bar.none().neverUnder(100).words());
    assertEquals("stated", Bar.none().words());
  }

  @Test
  void aRoundOfOthersSaysNothing() {
    double[] none = {};
    assertTrue(Round.of(none, none, 0.3, 0).isDropped());
    assertTrue(Round.of(none, none, 0, 0.3).isDropped());
    assertFalse(Round.of(none, none, 0.2, 0.2).isDropped());
  }
}
