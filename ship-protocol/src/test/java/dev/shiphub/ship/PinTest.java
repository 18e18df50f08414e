package dev.shiphub.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PIN has 8 to 16 hex digits (SHIP 12.5). */
final class PinTest {
  private static final Pin PIN = new Pin("5EC2E7AA");

  @ParameterizedTest
  @ValueSource(
      strings = {"5EC2E7AA", "5ec2e7aa", "5EC2 E7AA", "5EC2-E7AA", "5E:C2:E7:AA", " 5e c2 e7 aa\n"})
  void isReadAsPeopleTypeIt(String text) {
    assertEquals(Optional.of(PIN), Pin.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5EC2E7A", "5EC2E7AG", "5EC2.E7AA", "5EC2E7AA5EC2E7AA5"})
  void isNotMadeOfAnythingElse(String text) {
    assertEquals(Optional.empty(), Pin.parse(text));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new Pin(text));
    assertEquals(Pin.FORM, refused.getMessage());
  }

  @Test
  void hasUpTo16Digits() {
    assertEquals(Optional.of(new Pin("0123456789ABCDEF")), Pin.parse("0123 4567 89ab cdef"));
  }

  @Test
  void matchesOnlyItself() {
    assertTrue(PIN.matches(new Pin("5EC2E7AA")));
    assertFalse(PIN.matches(new Pin("5EC2E7AB")));
    assertFalse(PIN.matches(new Pin("5EC2E7AA0")));
  }

  @Test
  void isShownAsThreeStars() {
    assertEquals("***", PIN.toString());
  }
}
