package dev.shiphub.hub.why;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lengths of time in words. */
final class ElapsedTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0.0 s",
    "PT4.29S, 4.2 s",
    "PT10S, 10 s",
    "PT119S, 119 s",
    "PT2M, 2 min",
    "PT2H, 2 h",
    "PT48H, 2 d"
  })
  void spansAreInOneUnit(Duration span, String words) {
    assertEquals(words, Elapsed.words(span));
  }
}
