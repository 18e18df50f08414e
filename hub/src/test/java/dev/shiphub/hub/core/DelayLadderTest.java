package dev.shiphub.hub.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.DelayLadder.Rung;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The delays of our rules A2, 13.3 and B7. */
final class DelayLadderTest {
  private static final int DRAWS = 2_000;

  @ParameterizedTest
  @CsvSource({
    "FRESH,       1, true,      0,   1000",
    "FRESH,       1, false,  3000,   5000",
    "FRESH,       3, true,      0,   1000",
    "FRESH,       4, true,   3000,  10000",
    "FRESH,       5, true,  10000,  20000",
    "FAILED,      1, true,   3000,  10000",
    "FAILED,      2, true,  10000,  20000",
    "FAILED,     10, true,  10000,  20000",
    "FAILED,     11, true,  60000,  60000",
    "REJECTED,    1, true,  30000,  30000",
    "REJECTED,    2, true,  60000,  60000",
    "REJECTED,    3, true, 120000, 120000",
    "REJECTED,    4, true, 240000, 240000",
    "REJECTED,    5, true, 300000, 300000",
    "REJECTED, 2000, true, 300000, 300000",
    "DOUBLE_LOST, 1, true,   1000,   3000",
    "DOUBLE_LOST, 2, true,   2000,   6000",
    "DOUBLE_LOST, 9, true,  20000,  20000",
    "BUSY,        1, true,  60000,  60000"
  })
  void everyRungHasItsRange(Rung rung, int count, boolean isOursBigger, long least, long most) {
    DelayLadder ladder = new DelayLadder(new SplittableRandom(7));
    LongSummaryStatistics drawn =
        LongStream.range(0, DRAWS)
            .map(_ -> ladder.next(rung, count, isOursBigger).toMillis())
            .summaryStatistics();
    assertTrue(drawn.getMin() >= least && drawn.getMax() <= most, drawn.toString());
  }

  /** Draws the biggest number that it is asked for. */
  private static final class Generous implements RandomGenerator {
    @Override
    public long nextLong() {
      throw new UnsupportedOperationException("not asked for");
    }

    @Override
    public int nextInt(int from, int bound) {
      return bound - 1;
    }
  }

  @Test
  void aRangeHasBothItsEnds() {
    assertEquals(
        Duration.ofSeconds(10), new DelayLadder(new Generous()).next(Rung.FAILED, 1, true));
  }

  @ParameterizedTest
  @CsvSource({"FRESH", "FAILED"})
  void drawsFromTheWholeRange(Rung rung) {
    DelayLadder ladder = new DelayLadder(new SplittableRandom(7));
    LongSummaryStatistics drawn =
        LongStream.range(0, DRAWS)
            .map(_ -> ladder.next(rung, 1, true).toMillis())
            .summaryStatistics();
    Duration least = rung == Rung.FRESH ? Duration.ZERO : Duration.ofSeconds(3);
    Duration most = rung == Rung.FRESH ? Duration.ofSeconds(1) : Duration.ofSeconds(10);
    assertTrue(drawn.getMin() < least.toMillis() + 50, drawn.toString());
    assertTrue(drawn.getMax() > most.toMillis() - 50, drawn.toString());
  }
}
