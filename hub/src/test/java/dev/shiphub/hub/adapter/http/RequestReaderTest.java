package dev.shiphub.hub.adapter.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How what a client sends is cut into requests (RFC 9112), and what is none. */
final class RequestReaderTest {
  private static final HttpLimits LIMITS =
      new HttpLimits(
          4,
          2,
          100,
          400,
          5,
          50,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5));

  /** Gives a byte at a time, as a slow network may. */
  private static InputStream dripping(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)) {
      @Override
      public int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(1, length));
      }
    };
  }

  private static RequestReader reader(String text) {
    return new RequestReader(dripping(text), LIMITS);
  }

  private static HeadOutcome head(String text) throws IOException {
    return reader(text).head();
  }

  private static RequestHead good(HeadOutcome outcome) {
    return assertInstanceOf(RequestHead.class, outcome);
  }

  @Test
  void aHeadIsReadWithAllValuesOfAHeader() throws IOException {
    RequestHead head =
        good(head("POST /a/b?c=d HTTP/1.1\r\nHost: x\r\nA: 1\r\na:  2 \r\n\r\nrest"));
    assertEquals("POST", head.method());
    assertEquals("/a/b", head.target().getRawPath());
    assertEquals("c=d", head.target().getQuery());
    assertEquals(List.of("1", "2"), head.values("A"));
    assertEquals(List.of(), head.values("B"));
  }

  @Test
  void requestsBehindEachOtherAreCutWhereTheyEnd() throws IOException {
    RequestReader reader =
        reader("POST /1 HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /2 HTTP/1.1\r\n\r\n");
    RequestHead first = good(reader.head());
    assertEquals(new BodyLength.Octets(3), first.bodyLength(50));
    assertArrayEquals("abc".getBytes(StandardCharsets.US_ASCII), reader.body(3));
    assertEquals("/2", good(reader.head()).target().getRawPath());
    assertEquals(new HeadOutcome.Nothing(), reader.head());
  }

  @Test
  void aBodyThatEndsEarlyIsNoBody() {
    assertThrows(EOFException.class, () -> reader("ab").body(3));
  }

  // Whatever two programs could read in two ways lets one request hide in another.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\nA: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET / HTTP/1.1\r\n Host: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost\r\n\r\n",
        "GET / HTTP/1.1\r\n: x\r\n\r\n",
        "GET / HTTP/1.1\r\nA: b\u0000c\r\n\r\n",
        "GET / HTTP/1.1\r\nA: b\rc\r\n\r\n",
        "GET  / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1 \r\n\r\n",
        "GET /a b HTTP/1.1\r\n\r\n",
        "GET /\u00e4 HTTP/1.1\r\n\r\n",
        "GET /% HTTP/1.1\r\n\r\n",
        "GET mailto:x HTTP/1.1\r\n\r\n",
        "GET / HTTP/1\r\n\r\n",
        "GET /\r\n\r\n",
        "G(T / HTTP/1.1\r\n\r\n",
        "\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x",
        "\u0016\u0003\u0001 TLS, say\r\n\r\n"
      })
  void whatIsNotPlainlyARequestIsMalformed(String text) throws IOException {
    assertEquals(HttpFault.MALFORMED, head(text));
  }

  @Test
  void anotherVersionIsSaidToBeOne() throws IOException {
    assertEquals(HttpFault.OTHER_VERSION, head("PRI * HTTP/2.0\r\n\r\n"));
  }

  @Test
  void nothingAtAllIsNoFault() throws IOException {
    assertEquals(new HeadOutcome.Nothing(), head(""));
  }

  @Test
  void aFirstLineOfExactlyTheLimitIsRead() throws IOException {
    String target = "/" + "x".repeat(100 - "GET / HTTP/1.1".length());
    good(head("GET " + target + " HTTP/1.1\r\n\r\n"));
    assertEquals(HttpFault.TARGET_TOO_LONG, head("GET " + target + "x HTTP/1.1\r\n\r\n"));
  }

  // It need not end for that: nobody waits for the end of what is too long already.
  @Test
  void anEndlessFirstLineIsTooLong() throws IOException {
    assertEquals(HttpFault.TARGET_TOO_LONG, head("x".repeat(101)));
  }

  @Test
  void aHeadOfExactlyTheLimitIsRead() throws IOException {
    String begin = "GET / HTTP/1.1\r\nA: ";
    String value = "y".repeat(400 - begin.length() - 4);
    good(head(begin + value + "\r\n\r\n"));
    assertEquals(HttpFault.HEADERS_TOO_LONG, head(begin + value + "y\r\n\r\n"));
    assertEquals(HttpFault.HEADERS_TOO_LONG, head(begin + "y".repeat(400)));
  }

  @Test
  void asManyHeadersAsTheLimitAreRead() throws IOException {
    good(head("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(5) + "\r\n"));
    assertEquals(
        HttpFault.HEADERS_TOO_LONG, head("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(6) + "\r\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "'Content-Length: 50', , 50",
    "'Content-Length: 51', BODY_TOO_LONG, 0",
    "'Content-Length: 99999999999999999999', BODY_TOO_LONG, 0",
    "'Content-Length: -1', MALFORMED, 0",
    "'Content-Length: +1', MALFORMED, 0",
    "'Content-Length: 1,1', MALFORMED, 0",
    "'Content-Length:', MALFORMED, 0",
    "'Content-Length: 1\r\nContent-Length: 1', MALFORMED, 0",
    "'Transfer-Encoding: chunked', NO_LENGTH, 0",
    "'Transfer-Encoding: identity\r\nContent-Length: 3', NO_LENGTH, 0",
    "'A: b', , 0"
  })
  void theLengthOfABodyIsSaidOnceAndInDigits(String header, HttpFault fault, int octets)
      throws IOException {
    BodyLength length =
        good(head("POST / HTTP/1.1\r\n" + header + "\r\n\r\n")).bodyLength(LIMITS.bodyBytes());
    assertEquals(
        fault == null ? new BodyLength.Octets(octets) : new BodyLength.Refused(fault), length);
  }
}
