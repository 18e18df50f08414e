package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.adapter.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a client can do with JSON (RFC 9110 12.5.1). Pure. */
final class Acceptance {
  private static final Pattern RANGE =
      Pattern.compile("\\s*([^;\\s]+)\\s*(?:;(?!\\s*q=0(?:\\.0*)?\\s*(?:;|$)).*)?");
  private static final Set<String> JSON =
      Set.of("*/*", "application/*", "application/json", "application/problem+json");

  private Acceptance() {}

  /**
   * Whether the answer may be JSON: always after a change, which is done by then, and whoever says
   * nothing takes all.
   */
  static boolean isJson(HttpRequest request) {
    List<String> accepted = request.values("Accept");
    return !List.of("GET", "HEAD").contains(request.method())
        || accepted.isEmpty()
        || accepted.stream()
            .flatMap(Pattern.compile(",")::splitAsStream)
            .map(RANGE::matcher)
            .anyMatch(
                range -> range.matches() && JSON.contains(range.group(1).toLowerCase(Locale.ROOT)));
  }

  static Problem refusal() {
    return Problem.of(
        406,
        "not-acceptable",
        "There is nothing here that is accepted",
        "this is a JSON document, and the header Accept leaves that out",
        "accept application/json");
  }
}
