package dev.shiphub.ship.word;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestWordTest {
  private static final List<String> WORDS = List.of("port", "path", "interfaces", "pin");

  @ParameterizedTest
  @CsvSource({
    "prot,       port",
    "ports,      port",
    "pat,        path",
    "pen,        pin",
    "interface,  interfaces",
    "unterfaces, interfaces",
    "'',         pin"
  })
  void itTakesTheFewestLettersToInsertDropOrReplace(String typed, String meant) {
    assertEquals(meant, NearestWord.to(typed, WORDS));
  }

  @Test
  void ofTwoThatAreAsNearItIsTheFirst() {
    assertEquals("cat", NearestWord.to("rat", List.of("cat", "bat")));
    assertEquals("bat", NearestWord.to("rat", List.of("bat", "cat")));
  }
}
