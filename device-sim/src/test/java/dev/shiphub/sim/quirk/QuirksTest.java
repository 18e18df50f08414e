package dev.shiphub.sim.quirk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuirksTest {
  private static String refusal(String typed) {
    return assertInstanceOf(Quirks.Parsed.Refused.class, Quirks.parse(List.of(typed))).why();
  }

  @ParameterizedTest
  @EnumSource(Quirk.class)
  void whatIsTypedIsReadAndShownTheSame(Quirk quirk) {
    String typed = quirk == Quirk.DOUBLE_CONNECTION ? "double-connection=init" : quirk.word();
    Quirks quirks = Quirks.of(typed);
    assertTrue(quirks.has(quirk));
    assertEquals(quirks, Quirks.of(quirks.words().toArray(String[]::new)));
  }

  @ParameterizedTest
  @EnumSource(Quirk.class)
  void theUsualValueIsOneThatCanBeTyped(Quirk quirk) {
    assertTrue(quirk.usual().isEmpty() || quirk.form().takes(quirk.usual()));
  }

  @ParameterizedTest
  @CsvSource({"idle-close=5s, 5000", "idle-close=10m, 600000", "idle-close=250ms, 250"})
  void timesHaveUnits(String typed, long millis) {
    assertEquals(Optional.of(Duration.ofMillis(millis)), Quirks.of(typed).time(Quirk.IDLE_CLOSE));
  }

  @Test
  void theLastOfTwoValuesCounts() {
    assertEquals(
        Optional.of(7), Quirks.of("trailing-nul", "trailing-nul=7").count(Quirk.TRAILING_NUL));
  }

  @Test
  void whatIsTypedBesideASetCountsMore() {
    Quirks both = QuirkSet.named("elli").orElseThrow().quirks().and(Quirks.of("idle-close=5s"));
    assertEquals(Optional.of(Duration.ofSeconds(5)), both.time(Quirk.IDLE_CLOSE));
    assertTrue(both.has(Quirk.BARE_CERTIFICATE));
  }

  @ParameterizedTest
  @CsvSource({
    "no-pogn, no-pong",
    "idleclose=5s, idle-close",
    "trailing-zero, trailing-nul",
    "'', echoes"
  })
  void anUnknownNameIsRefusedWithTheNearestOne(String typed, String nearest) {
    assertTrue(refusal(typed).endsWith("did you mean " + nearest + "?"), refusal(typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-pong=1",
        "no-pong=",
        "idle-close=5",
        "idle-close=",
        "trailing-nul=0",
        "double-connection",
        "double-connection=old",
        "pin-required=12",
        "other-path=x"
      })
  void aValueThatDoesNotFitIsRefused(String typed) {
    assertTrue(refusal(typed).contains(" takes "), refusal(typed));
  }

  @Test
  void everySetHasANameOfItsOwnAndSaysWhoHasSeenIt() {
    assertEquals(QuirkSet.all().size(), new HashSet<>(QuirkSet.names()).size());
    for (QuirkSet set : QuirkSet.all()) {
      assertFalse(set.evidence().isBlank() || set.description().isBlank(), set.name());
    }
  }
}
