package dev.shiphub.hub.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the admin API is.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535
 */
record AdminAddress(String host, int port) {
  static final AdminAddress USUAL = new AdminAddress("127.0.0.1", 4_780);

  private static final Pattern SPELLING =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");

  /** Reads {@code HOST:PORT}; empty if it is none. */
  static Optional<AdminAddress> parse(String text) {
    Matcher matcher = SPELLING.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(matcher.group(2));
    return port < 1 || port > 65_535
        ? Optional.empty()
        : Optional.of(new AdminAddress(matcher.group(1), port));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
