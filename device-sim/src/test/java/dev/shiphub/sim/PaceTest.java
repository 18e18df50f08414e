package dev.shiphub.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PaceTest {
  @ParameterizedTest
  @CsvSource({"20/s, 20", "0.5/s, 0.5", "30/m, 0.5", "12%, 1"})
  void aPaceIsSoManyASecondAmongFiveHundredDevices(String text, double perSecond) {
    assertEquals(Optional.of(perSecond), Pace.parse(text).map(pace -> pace.perSecond(500)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "-1/s", "20/h", "/s", "1e3/s", "20 /s"})
  void anythingElseIsNone(String text) {
    assertEquals(Optional.empty(), Pace.parse(text));
  }
}
