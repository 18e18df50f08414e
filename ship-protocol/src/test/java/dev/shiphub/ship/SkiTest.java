package dev.shiphub.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SkiTest {
  private static final String HEX = "41c98b1bbe5fc7657ce311981951f12d304ab419";
  private static final Ski SKI = new Ski(HEX);

  private static Ski startingWith(String digits) {
    return new Ski(digits + HEX.substring(digits.length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "41C9 8B1B BE5F C765 7CE3 1198 1951 F12D 304A B419",
        "41:c9:8b:1b:be:5f:c7:65:7c:e3:11:98:19:51:f1:2d:30:4a:b4:19",
        "41c98b1b-be5fc765-7ce31198-1951f12d-304ab419"
      })
  void isReadAsPeopleSpellIt(String text) {
    assertEquals(Optional.of(SKI), Ski.parse(text));
  }

  // Foreign text of any length comes here.
  @Test
  void isNotLookedForInALongText() {
    assertEquals(Optional.of(SKI), Ski.parse(HEX + " ".repeat(88)));
    assertEquals(Optional.empty(), Ski.parse(HEX + " ".repeat(89)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "41c98b1b", "41C98B1BBE5FC7657CE311981951F12D304AB419"})
  void hasOneForm(String hex) {
    assertThrows(IllegalArgumentException.class, () -> new Ski(hex));
  }

  // As an unsigned number (SHIP 12.2.2); a signed one would turn 7f and 80 round.
  @ParameterizedTest
  @CsvSource({"00,01", "7f,80", "9f,a0", "fe,ff"})
  void isBiggerAsAnUnsignedNumber(String smaller, String bigger) {
    assertTrue(startingWith(bigger).isBiggerThan(startingWith(smaller)));
    assertFalse(startingWith(smaller).isBiggerThan(startingWith(bigger)));
  }

  @Test
  void isNotBiggerThanItself() {
    assertFalse(SKI.isBiggerThan(new Ski(HEX)));
    assertEquals(0, SKI.compareTo(new Ski(HEX)));
  }

  @Test
  void isShownWholeShortAndAsOnALabel() {
    assertEquals(HEX, SKI.toString());
    assertEquals("41c98b1b", SKI.brief());
    assertEquals("41C9 8B1B BE5F C765 7CE3 1198 1951 F12D 304A B419", SKI.grouped());
  }
}
