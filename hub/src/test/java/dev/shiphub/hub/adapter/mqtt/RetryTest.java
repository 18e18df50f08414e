package dev.shiphub.hub.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RetryTest {
  private static List<Duration> longest(Retry retry, int attempts) {
    return Stream.generate(retry::next).limit(attempts).toList();
  }

  /** Draws what makes every wait the longest. */
  private static Retry patient() {
    return new Retry(() -> Long.MAX_VALUE);
  }

  @Test
  void doublesUpToAMinute() {
    Retry retry = new Retry(new SplittableRandom(1));
    long limit = 1_000;
    for (int attempt = 0; attempt < 12; attempt++) {
      long millis = retry.next().toMillis();
      assertTrue(millis >= limit / 2 && millis <= limit, attempt + ": " + millis);
      limit = Math.min(60_000, 2 * limit);
    }
  }

  // A fleet that lost its broker must not come back in one moment.
  @Test
  void isSpreadOverHalfOfTheTime() {
    List<Duration> firsts =
        Stream.iterate(1, seed -> seed + 1)
            .limit(50)
            .map(seed -> new Retry(new SplittableRandom(seed)).next())
            .toList();
    Duration first = firsts.stream().min(Duration::compareTo).orElseThrow();
    Duration last = firsts.stream().max(Duration::compareTo).orElseThrow();
    assertTrue(last.minus(first).toMillis() > 300, first + " to " + last);
  }

  @Test
  void beginsAnewAfterASuccess() {
    Retry retry = patient();
    List<Duration> first = longest(retry, 3);
    retry.succeeded();
    assertEquals(first, longest(retry, 3));
  }
}
