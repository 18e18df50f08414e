package dev.shiphub.hub.adapter.admin;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps web pages of other origins out: they can neither read through a name that they have pointed
 * at this machine (DNS rebinding), nor have a visitor's browser send commands (CSRF). Pure.
 *
 * <p>Any port is fine in {@code Host}, so that the API can be used through a tunnel; a page cannot
 * choose the host of its own origin to be this machine.
 */
final class Gate {
  private static final Pattern HOST =
      Pattern.compile("(localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1])(?::[0-9]{1,5})?");
  private static final List<String> READING = List.of("GET", "HEAD");

  private Gate() {}

  /**
   * Why a request is refused, before anything of it is looked at.
   *
   * @param headers all values of the header of a name, empty if there is none
   */
  static Optional<Problem> refusal(
      String method, URI target, Function<String, List<String>> headers) {
    List<String> hosts = headers.apply("Host");
    if (target.getRawAuthority() != null || hosts.size() != 1 || !isLoopback(hosts.getFirst())) {
      return Optional.of(foreignHost());
    }
    List<String> origins = headers.apply("Origin");
    String own = "http://" + hosts.getFirst();
    if (!origins.stream().allMatch(own::equalsIgnoreCase)) {
      return Optional.of(foreignOrigin());
    }
    boolean isJson = headers.apply("Content-Type").stream().allMatch(Gate::isJson);
    if (!READING.contains(method) && !isJson) {
      return Optional.of(notJson());
    }
    return Optional.empty();
  }

  /** A body must say that it is JSON, which no form of a web page can. */
  static Optional<Problem> refusalOfBody(boolean hasBody, Function<String, List<String>> headers) {
    return hasBody && headers.apply("Content-Type").isEmpty()
        ? Optional.of(notJson())
        : Optional.empty();
  }

  private static boolean isLoopback(String host) {
    Matcher matcher = HOST.matcher(host.toLowerCase(Locale.ROOT));
    return matcher.matches();
  }

  private static boolean isJson(String contentType) {
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.strip().equalsIgnoreCase("application/json");
  }

  private static Problem foreignHost() {
    return Problem.of(
        403,
        "foreign-host",
        "The request names another host",
        "the Host header must be localhost, 127.0.0.1 or [::1], so that no web page can reach this"
            + " API under a name of its own",
        "use http://127.0.0.1 or http://localhost in the address");
  }

  private static Problem foreignOrigin() {
    return Problem.of(
        403,
        "foreign-origin",
        "The request comes from a web page elsewhere",
        "the Origin header is not the address of this API",
        "use the command line, or a page that this daemon serves");
  }

  private static Problem notJson() {
    return Problem.of(
        415,
        "not-json",
        "The body must be JSON",
        "a request that changes something has either no body and no Content-Type, or Content-Type:"
            + " application/json",
        "add the header Content-Type: application/json");
  }
}
