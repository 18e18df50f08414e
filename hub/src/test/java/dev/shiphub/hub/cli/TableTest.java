package dev.shiphub.hub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How text is laid out. */
final class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertEquals(
        List.of("A     B", "long  x", "l     yy"),
        new Table("A", "B").row("long", "x").row("l", "yy").lines());
  }

  @Test
  void paintDoesNotCountForTheWidth() {
    Table table = new Table(cell -> cell.equals("r") ? "<red>r</red>" : cell, "ABC", "D");
    assertEquals(List.of("ABC  D", "<red>r</red>    x"), table.row("r", "x").lines());
  }

  @Test
  void charactersOutsideOfTheBasicPlaneAreOneWide() {
    assertEquals(List.of("AB  C", "🏠   x"), new Table("AB", "C").row("🏠", "x").lines());
  }

  @Test
  void aRowOfAnotherLengthIsABug() {
    assertThrows(IllegalArgumentException.class, () -> new Table("A").row("a", "b"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "4.25, 4.3 s",
    "9.99, 10.0 s",
    "12.9, 12 s",
    "119.9, 119 s",
    "120, 2 min",
    "7200, 2 h",
    "172800, 2 d"
  })
  void spansAreInOneUnitWhateverTheLocale(double seconds, String words) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertEquals(words, Spans.words(seconds));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "299.98, 5 min",
    "300, 5 min",
    "119.2, 2 min",
    "60.4, 61 s",
    "9.3, 10 s",
    "0.2, 1.0 s"
  })
  void whatIsLeftOfASpanIsRoundedUp(double seconds, String words) {
    assertEquals(words, Spans.left(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:4780, 127.0.0.1, 4780",
    "localhost:1, localhost, 1",
    "[::1]:65535, [::1], 65535",
    "gateway.lan:80, gateway.lan, 80"
  })
  void addressesAreHostAndPort(String text, String host, int port) {
    assertEquals(Optional.of(new AdminAddress(host, port)), AdminAddress.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"localhost", "::1:80", "a b:80", "a:0", "a:65536", "ftp://a:80", "a:80/x", "a@b:80"})
  void whatIsNoAddressIsNone(String text) {
    assertEquals(Optional.empty(), AdminAddress.parse(text));
  }
}
