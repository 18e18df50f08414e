package dev.shiphub.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShipIdTest {
  @Test
  void hasAtMost63BytesOfUtf8() {
    String longest = "ä".repeat(31) + "x";
    assertEquals(longest, ShipId.parse(longest).orElseThrow().toString());
    assertEquals(Optional.empty(), ShipId.parse("ä".repeat(32)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a;b", "a\nb", "a\u200bb", "a\ud800b", "a\u2028b", "a\u2029b"})
  void hasNothingThatEndsAFieldOrCannotBeSeen(String text) {
    assertEquals(Optional.empty(), ShipId.parse(text));
    assertThrows(IllegalArgumentException.class, () -> new ShipId(text));
  }
}
