package dev.shiphub.ship.mdns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostLabelTest {
  @ParameterizedTest
  @CsvSource({
    "EVSE-0815, EVSE-0815",
    "'i:46925_Demo EVSE.1', i-46925-Demo-EVSE-1",
    "'--Wärmepumpe--', W-rmepumpe",
    "'...', shiphub",
    "'', shiphub",
  })
  void turnsWhatMayNotStandInAHostNameIntoDashes(String text, String label) {
    assertEquals(label, HostLabel.of(text).value());
  }

  @Test
  void leavesRoomForTheNumberThatAConflictAppends() {
    assertEquals("x".repeat(58), HostLabel.of("x".repeat(100)).value());
  }

  @Test
  void doesNotEndInADashWhereItIsCut() {
    assertEquals("x".repeat(57), HostLabel.of("x".repeat(57) + "-yyy").value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "a.b", "a b", "ä"})
  void refusesWhatIsNoLabel(String text) {
    assertThrows(IllegalArgumentException.class, () -> new HostLabel(text));
  }

  @Test
  void refusesMoreThanSixtyThreeCharacters() {
    assertEquals(63, new HostLabel("x".repeat(63)).value().length());
    assertThrows(IllegalArgumentException.class, () -> new HostLabel("x".repeat(64)));
  }
}
