package dev.shiphub.sim.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecRuleTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final PeerRule rule = new SpecRule();

  /** Connections that open one second after the other, the last one at the start of time. */
  private static List<PeerRule.Open> open(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(i -> new PeerRule.Open(i, i % 2 == 0, false, START.minusSeconds(number - i)))
        .toList();
  }

  private PeerRule.Verdict judge(boolean isBigger, int number, Duration later) {
    return rule.judge(new PeerRule.Situation(isBigger, open(number), START.plus(later)));
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "true, 1", "false, 0", "false, 1"})
  void keepsASingleConnection(boolean isBigger, int number) {
    assertEquals(PeerRule.Verdict.KEEP_ALL, judge(isBigger, number, Duration.ofHours(1)));
  }

  // SHIP 12.2.2: the bigger one keeps the most recent.
  @Test
  void asTheBiggerOneClosesAllButTheNewestAtOnce() {
    assertEquals(
        new PeerRule.Verdict(Set.of(1L, 2L), Optional.empty()), judge(true, 3, Duration.ZERO));
  }

  // SHIP 12.2.2: the smaller one may close if the bigger one does not within 3 s.
  @Test
  void asTheSmallerOneWaitsThreeSecondsFromTheNewest() {
    assertEquals(
        new PeerRule.Verdict(Set.of(), Optional.of(START.plusSeconds(3))),
        judge(false, 2, Duration.ofMillis(2_999)));
    assertEquals(
        new PeerRule.Verdict(Set.of(1L), Optional.empty()), judge(false, 2, Duration.ofSeconds(3)));
  }
}
