package dev.shiphub.ship.mdns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceLabelTest {
  @ParameterizedTest
  @CsvSource({
    "Hub, Hub",
    "Hub v1.2, Hub v1\\.2",
    "Wärmepumpe, Wärmepumpe",
    "'_Hub. ', Hub",
    "'a\\b', ab",
    "'\uD83D\uDD0Chub', hub",
    "'', SHIP",
  })
  void writesNamesSoThatJmDnsSendsThemIntact(String wished, String escaped) {
    assertEquals(escaped, InstanceLabel.escaped(wished));
  }

  @Test
  void cutsBetweenCharactersAndLeavesRoomForTheNumberOfAConflict() {
    String label = InstanceLabel.escaped("ä".repeat(63));
    assertEquals(56, label.getBytes(StandardCharsets.UTF_8).length);
    assertEquals("ä".repeat(28), label);
  }

  @Test
  void showsTheNameThatOthersSee() {
    assertEquals("Hub v1.2 (2)", InstanceLabel.plain("Hub v1\\.2 (2)"));
  }
}
