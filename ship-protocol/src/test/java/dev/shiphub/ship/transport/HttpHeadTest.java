package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHeadTest {
  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static HttpHead whole(String text) throws IOException {
    return assertInstanceOf(HttpHead.Reading.Whole.class, HttpHead.read(stream(text))).head();
  }

  private static int refused(String text) throws IOException {
    return assertInstanceOf(HttpHead.Reading.Refused.class, HttpHead.read(stream(text))).status();
  }

  @Test
  void isReadUpToTheEmptyLineAndNotFurther() throws IOException {
    ByteArrayInputStream stream = stream("GET / HTTP/1.1\r\nA: 1\r\nb:2 \r\n\r\n\u0082\u0000");

    HttpHead head = assertInstanceOf(HttpHead.Reading.Whole.class, HttpHead.read(stream)).head();

    assertEquals("GET / HTTP/1.1", head.firstLine());
    assertEquals(
        List.of(new HttpHead.Field("A", "1"), new HttpHead.Field("b", "2")), head.fields());
    assertEquals(2, stream.available());
  }

  @Test
  void joinsTheItemsOfRepeatedFields() throws IOException {
    HttpHead head = whole("x\r\nP: a, b\r\np:c\r\n\r\n");

    assertEquals(List.of("a", "b", "c"), head.items("P"));
    assertEquals(Optional.empty(), head.only("P"));
    assertEquals(List.of(), head.items("Q"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\nno colon\r\n\r\n",
        "x\r\n: y\r\n\r\n",
        "x\r\na : b\r\n\r\n",
        "x\r\na: b\r\n folded: c\r\n\r\n"
      })
  void refusesFieldsThatTwoReadersCouldReadInTwoWays(String text) throws IOException {
    assertEquals(400, refused(text));
  }

  @Test
  void refusesMoreThan16Kilobytes() throws IOException {
    assertEquals(431, refused("GET / HTTP/1.1\r\nA: " + "x".repeat(16 * 1024)));
    assertEquals(431, refused("x".repeat(1024 * 1024)));
    whole("GET / HTTP/1.1\r\nA: " + "x".repeat(16 * 1024 - 23) + "\r\n\r\n");
  }

  @Test
  void refusesMoreThan100Fields() throws IOException {
    assertEquals(100, whole("x\r\n" + "a:b\r\n".repeat(100) + "\r\n").fields().size());
    assertEquals(431, refused("x\r\n" + "a:b\r\n".repeat(101) + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET", "GET / HTTP/1.1\r\nA: 1\r\n", "GET / HTTP/1.1\r\n\r"})
  void isNotThereIfTheStreamEndsBefore(String text) {
    assertThrows(EOFException.class, () -> HttpHead.read(stream(text)));
  }
}
