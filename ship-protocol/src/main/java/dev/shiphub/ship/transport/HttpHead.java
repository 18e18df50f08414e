package dev.shiphub.ship.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 request or response (RFC 9112).
 *
 * @param firstLine request line or status line
 * @param fields in their order
 */
record HttpHead(String firstLine, List<Field> fields) {
  /** One line of the head. */
  record Field(String name, String value) {}

  /** What came instead of, or as, a head. */
  sealed interface Reading {
    /** A head of sound form. */
    record Whole(HttpHead head) implements Reading {}

    /** No head; {@code status} is the HTTP status that says so. */
    record Refused(int status, String why) implements Reading {}
  }

  private static final int MOST_BYTES = TransportLimits.HTTP_HEAD_BYTES;
  private static final int MOST_FIELDS = 100;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 431;

  HttpHead {
    fields = List.copyOf(fields);
  }

  /**
   * Reads up to the empty line and not one byte further: what follows are frames.
   *
   * @throws IOException if the stream ends or breaks before
   */
  static Reading read(InputStream input) throws IOException {
    byte[] head = new byte[256];
    int filled = 0;
    while (filled < 4 || !endsWithEmptyLine(head, filled)) {
      int next = input.read();
      if (next < 0) {
        throw new EOFException("the connection ended in the HTTP head");
      }
      if (filled == MOST_BYTES) {
        return new Reading.Refused(TOO_LARGE, "HTTP head over " + MOST_BYTES + " bytes");
      }
      if (filled == head.length) {
        head = Arrays.copyOf(head, 2 * head.length);
      }
      head[filled++] = (byte) next;
    }
    return parse(new String(head, 0, filled - 4, StandardCharsets.ISO_8859_1));
  }

  private static boolean endsWithEmptyLine(byte[] head, int filled) {
    return head[filled - 1] == '\n'
        && head[filled - 2] == '\r'
        && head[filled - 3] == '\n'
        && head[filled - 4] == '\r';
  }

  private static Reading parse(String text) {
    List<String> lines = List.of(text.split("\r\n", -1));
    if (lines.size() - 1 > MOST_FIELDS) {
      return new Reading.Refused(TOO_LARGE, "more than " + MOST_FIELDS + " HTTP fields");
    }
    List<Field> fields = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      // Neither a name with blanks nor a folded line: both hide fields from one of two readers.
      if (colon < 1 || line.substring(0, colon).chars().anyMatch(c -> c <= ' ')) {
        return new Reading.Refused(BAD_REQUEST, "not an HTTP field");
      }
      fields.add(new Field(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return new Reading.Whole(new HttpHead(lines.getFirst(), fields));
  }

  /** The value of a field that must come exactly once. */
  Optional<String> only(String name) {
    List<String> values = values(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** The items of a comma-separated field, which may come several times (RFC 9110 5.3). */
  List<String> items(String name) {
    return values(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  private List<String> values(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }
}
