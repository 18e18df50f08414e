package dev.shiphub.sim.device;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialLadderTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 3000",
    "1, 3000, 10000",
    "2, 10000, 20000",
    "3, 10000, 20000",
    "99, 10000, 20000"
  })
  void spreadsTheDelaysOverTheirRange(int attempts, long from, long to) {
    Random random = new Random(7);
    LongSummaryStatistics delays =
        LongStream.generate(() -> DialLadder.USUAL.delay(attempts, random).toMillis())
            .limit(1_000)
            .summaryStatistics();
    long tenth = (to - from) / 10;
    assertTrue(delays.getMin() >= from && delays.getMin() < from + tenth, delays.toString());
    assertTrue(delays.getMax() < to && delays.getMax() > to - tenth, delays.toString());
  }
}
