package dev.shiphub.sim.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExchangesTest {
  private static final Instant START = Instant.EPOCH;
  private static final Duration LATE = Duration.ofSeconds(1);

  private final Exchanges exchanges = new Exchanges();

  private static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  private void exchange(long counter, long asked, long answered) {
    exchanges.asked(counter, at(asked));
    exchanges.answered(counter, at(answered));
  }

  private Noticed between(long from, long to, long now) {
    return exchanges.between(at(from), at(to), LATE, at(now));
  }

  @Test
  void whatIsAnsweredInTimeIsNoReasonToComplain() {
    exchange(1, 0, 20);
    exchange(2, 1000, 1010);
    Noticed noticed = between(0, 2000, 5000);
    assertEquals(new Noticed(2, 0, 0, Duration.ofMillis(20), List.of()), noticed);
    assertEquals(Optional.empty(), noticed.complaint());
  }

  @Test
  void anAnswerAfterTheBoundIsLate() {
    exchange(1, 0, 1001);
    assertEquals(1, between(0, 2000, 5000).late());
    assertTrue(between(0, 2000, 5000).complaint().isPresent());
  }

  @Test
  void whatIsNotAnsweredWithinTheBoundIsLost() {
    exchanges.asked(1, at(0));
    assertEquals(0, between(0, 500, 900).lost());
    assertEquals(1, between(0, 2000, 1001).lost());
  }

  @Test
  void aQuestionCountsInEverySpanThatItWaitedIn() {
    exchange(1, 0, 3000);
    assertEquals(1, between(2000, 2500, 9000).late());
    assertEquals(0, between(3001, 4000, 9000).late());
  }

  @Test
  void anAnswerWithoutAQuestionCountsForNothing() {
    exchanges.answered(7, at(10));
    assertEquals(0, exchanges.count());
  }

  @Test
  void aLostConnectionIsAReasonToComplainWhileItHappens() {
    exchanges.mishap(at(100), "its connection ended: cut");
    assertTrue(between(0, 200, 300).complaint().orElseThrow().contains("cut"));
    assertEquals(Optional.empty(), between(200, 300, 300).complaint());
  }

  @Test
  void theUsualTimeIsTheMiddleOfAll() {
    exchange(1, 0, 10);
    exchange(2, 0, 30);
    exchange(3, 0, 900);
    assertEquals(Duration.ofMillis(30), exchanges.usual());
  }
}
