package dev.shiphub.hub.adapter.admin;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
      Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");
  private static final Pattern SECRET = Pattern.compile("(?i)(.*[^a-z])?(token|passphrase|pin)");
  private static final List<String> READING = List.of("GET", "HEAD");
  private static final List<String> OWN_SITES = List.of("same-origin", "none");

  private final Set<String> names;

  /**
   * @param names of hosts besides the address, in lower case
   */
  Gate(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  /**
   * Why a request is refused, before anything of it is looked at.
   *
   * @param headers all values of the header of a name, empty if there is none
   * @param local the address at which it came in
   * @param scheme http or https
   */
  Optional<Problem> refusal(
      String method,
      URI target,
      Function<String, List<String>> headers,
      InetAddress local,
      String scheme) {
    List<String> hosts = headers.apply("Host");
    if (target.getRawAuthority() != null
        || hosts.size() != 1
        || !isOurs(hosts.getFirst().toLowerCase(Locale.ROOT), local)) {
      return Optional.of(foreignHost());
    }
    String own = scheme + "://" + hosts.getFirst();
    if (!headers.apply("Origin").stream().allMatch(own::equalsIgnoreCase)
        || !OWN_SITES.containsAll(headers.apply("Sec-Fetch-Site"))) {
      return Optional.of(foreignOrigin());
    }
    if (namesSecret(target)) {
      return Optional.of(secretInAddress());
    }
    boolean isJson = headers.apply("Content-Type").stream().allMatch(Gate::isJson);
    return READING.contains(method) || isJson ? Optional.empty() : Optional.of(notJson());
  }

  /** A body must say that it is JSON, which no form of a web page can. */
  static Optional<Problem> refusalOfBody(boolean hasBody, Function<String, List<String>> headers) {
    return hasBody && headers.apply("Content-Type").isEmpty()
        ? Optional.of(notJson())
        : Optional.empty();
  }

  private boolean isOurs(String host, InetAddress local) {
    Matcher parts = HOST.matcher(host);
    if (!parts.matches()) {
      return false;
    }
    String name = parts.group(1);
    return (local.isLoopbackAddress() && LOOPBACK.matcher(name).matches())
        || names.contains(name)
        || literal(name).filter(local::equals).isPresent();
  }

  /** The address that a text is, without asking any name server. */
  private static Optional<InetAddress> literal(String name) {
    try {
      return Optional.of(InetAddress.ofLiteral(name));
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }

  /** Addresses are kept in histories, logs and bookmarks. */
  private static boolean namesSecret(URI target) {
    return Optional.ofNullable(target.getQuery()).stream()
        .flatMap(query -> Pattern.compile("&").splitAsStream(query))
        .map(part -> part.substring(0, (part + "=").indexOf('=')))
        .anyMatch(name -> SECRET.matcher(name).matches());
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
        "the Host header must be the address at which the request came in (or localhost on this"
            + " machine), or one of admin.hosts, so that no web page can reach this API under a"
            + " name of its own",
        "use the address of the daemon, or add the name to admin.hosts");
  }

  private static Problem foreignOrigin() {
    return Problem.of(
        403,
        "foreign-origin",
        "The request comes from a web page elsewhere",
        "the Origin or Sec-Fetch-Site header is not that of a page of this API",
        "use the command line, or a page that this daemon serves");
  }

  private static Problem secretInAddress() {
    return Problem.of(
        400,
        "secret-in-address",
        "A secret stands in the address",
        "addresses are kept in histories and logs, so secrets are not taken from them",
        "take that secret back (a token: delete its line in the token file), and send the next one"
            + " in the header Authorization or in the body");
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
