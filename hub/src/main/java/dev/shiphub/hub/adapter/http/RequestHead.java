package dev.shiphub.hub.adapter.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line and the headers of a request (RFC 9112 3 and 5), read strictly: what two programs
 * could read in two ways is refused, not guessed.
 *
 * @param method as it was sent
 * @param target as it was sent, but for its syntax not looked at
 * @param isOfVersion10 whether it is HTTP/1.0, which knows neither chunks nor kept connections
 * @param headers all values by name in lower case
 */
record RequestHead(
    String method, URI target, boolean isOfVersion10, Map<String, List<String>> headers)
    implements HeadOutcome {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}";
  private static final Pattern FIRST =
      Pattern.compile("(" + TOKEN + ") ([\\x21-\\x7e]+) HTTP/([0-9])\\.([0-9])");
  private static final Pattern NAME = Pattern.compile(TOKEN);
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

  RequestHead {
    headers = Map.copyOf(headers);
  }

  /**
   * Reads a head.
   *
   * @param octets up to the empty line, without it
   * @param mostHeaders how many headers there may be
   */
  static HeadOutcome of(byte[] octets, int mostHeaders) {
    String[] lines = new String(octets, StandardCharsets.ISO_8859_1).split("\r\n", -1);
    if (lines.length - 1 > mostHeaders) {
      return HttpFault.HEADERS_TOO_LONG;
    }
    Map<String, List<String>> headers = new HashMap<>();
    for (int at = 1; at < lines.length; at++) {
      if (!take(lines[at], headers)) {
        return HttpFault.MALFORMED;
      }
    }
    return of(lines[0], headers);
  }

  private static HeadOutcome of(String first, Map<String, List<String>> headers) {
    Matcher parts = FIRST.matcher(first);
    if (!parts.matches()) {
      return HttpFault.MALFORMED;
    }
    if (!parts.group(3).equals("1")) {
      return HttpFault.OTHER_VERSION;
    }
    try {
      URI target = new URI(parts.group(2));
      return target.getRawPath() == null
          ? HttpFault.MALFORMED
          : new RequestHead(parts.group(1), target, parts.group(4).equals("0"), headers);
    } catch (URISyntaxException foreign) {
      return HttpFault.MALFORMED;
    }
  }

  /** Neither a folded line, nor a name with a blank behind it, nor a control character passes. */
  private static boolean take(String line, Map<String, List<String>> headers) {
    int colon = line.indexOf(':');
    if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
      return false;
    }
    String value = line.substring(colon + 1);
    if (value.chars().anyMatch(c -> c == 0x7f || (c < ' ' && c != '\t'))) {
      return false;
    }
    headers
        .computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
        .add(value.strip());
    return true;
  }

  List<String> values(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** Whether a header has that word among those that are separated by commas. */
  boolean says(String name, String word) {
    return values(name).stream()
        .flatMap(value -> Pattern.compile(",").splitAsStream(value))
        .anyMatch(part -> part.strip().equalsIgnoreCase(word));
  }

  /** How long the body is, or why that cannot be told. */
  BodyLength bodyLength(int most) {
    if (!values("Transfer-Encoding").isEmpty()) {
      return new BodyLength.Refused(HttpFault.NO_LENGTH);
    }
    List<String> lengths = values("Content-Length");
    if (lengths.isEmpty()) {
      return new BodyLength.Octets(0);
    }
    String length = lengths.getFirst();
    if (lengths.size() > 1 || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return new BodyLength.Refused(HttpFault.MALFORMED);
    }
    if (!LENGTH.matcher(length).matches()) {
      return new BodyLength.Refused(
          length.isEmpty() ? HttpFault.MALFORMED : HttpFault.BODY_TOO_LONG);
    }
    int octets = Integer.parseInt(length);
    return octets > most
        ? new BodyLength.Refused(HttpFault.BODY_TOO_LONG)
        : new BodyLength.Octets(octets);
  }
}
