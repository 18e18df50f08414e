package dev.shiphub.sim.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.sim.quirk.DoubleRule;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FieldRuleTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static PeerRule.Verdict judge(
      DoubleRule rule, boolean isBigger, boolean isNewestDialled) {
    return FieldRule.of(rule)
        .judge(
            new PeerRule.Situation(
                isBigger,
                List.of(
                    new PeerRule.Open(1, !isNewestDialled, true, NOW.minusSeconds(10)),
                    new PeerRule.Open(2, isNewestDialled, false, NOW)),
                NOW));
  }

  // ship-protocol 12.3, the table of what implementations do.
  @ParameterizedTest
  @CsvSource({
    "INIT, true, true, 1, WITHOUT_A_WORD",
    "INIT, true, false, 2, REFUSED",
    "INIT, false, true, 2, REFUSED",
    "INIT, false, false, 1, WITHOUT_A_WORD",
    "RECENT, true, true, 1, IN_ORDER",
    "RECENT, false, false, 1, IN_ORDER",
    "SPEC, true, false, 1, IN_ORDER",
    "FIRST_BIGGER, true, false, 2, REFUSED",
    "FIRST, false, true, 2, WITHOUT_A_WORD",
    "FIRST, true, false, 2, WITHOUT_A_WORD",
    "NONE, true, true, 1, WITHOUT_A_WORD"
  })
  void closesThisOneOfTwo(
      DoubleRule rule, boolean isBigger, boolean isNewestDialled, long closed, String ending) {
    PeerRule.Verdict verdict = judge(rule, isBigger, isNewestDialled);
    assertEquals(Set.of(closed), verdict.toClose());
    assertEquals(PeerRule.Ending.valueOf(ending), verdict.ending());
  }

  @ParameterizedTest
  @CsvSource({"FIRST_BIGGER, false, true", "NONE, true, false", "NONE, false, false"})
  void leavesItToThePeer(DoubleRule rule, boolean isBigger, boolean isNewestDialled) {
    assertEquals(Set.of(), judge(rule, isBigger, isNewestDialled).toClose());
  }

  @ParameterizedTest
  @EnumSource(DoubleRule.class)
  void keepsASingleConnection(DoubleRule rule) {
    PeerRule.Situation one =
        new PeerRule.Situation(true, List.of(new PeerRule.Open(1, true, true, NOW)), NOW);
    assertEquals(PeerRule.Verdict.KEEP_ALL, FieldRule.of(rule).judge(one));
  }
}
