package dev.shiphub.sim.raw;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An answer of HTTP/1.1, by hand.
 *
 * @param status 0 if there was none
 * @param text all of it, head and body
 * @param ending what became of the connection
 */
public record RawHttp(int status, String text, RawStream.Ending ending) {
  /** Sends these bytes, and reads up to the end of the connection. */
  public static RawHttp ask(RawStream stream, byte[] request, Duration atMost) {
    stream.write(request);
    return of(stream.rest(atMost));
  }

  /** What came, as an answer. */
  public static RawHttp of(RawStream.Rest rest) {
    String text = new String(rest.bytes(), StandardCharsets.ISO_8859_1);
    return new RawHttp(status(text), text, rest.ending());
  }

  /** The first line; empty if there is none. */
  public String firstLine() {
    return text.lines().findFirst().orElse("");
  }

  /** What follows the head. */
  public String body() {
    int end = text.indexOf("\r\n\r\n");
    return end < 0 ? "" : text.substring(end + 4);
  }

  private static int status(String text) {
    return text.matches("(?s)HTTP/1\\.[01] [0-9]{3}[ \r].*")
        ? Integer.parseInt(text.substring(9, 12))
        : 0;
  }
}
