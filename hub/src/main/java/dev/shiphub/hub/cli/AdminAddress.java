package dev.shiphub.hub.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the admin API is.
 *
 * @param isSecure whether it speaks HTTPS
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535
 */
record AdminAddress(boolean isSecure, String host, int port) {
  static final AdminAddress USUAL = new AdminAddress("127.0.0.1", 4_780);

  private static final Pattern SPELLING =
      Pattern.compile("(?:(https?)://)?([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})/?");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");

  /** One that speaks plain HTTP. */
  AdminAddress(String host, int port) {
    this(false, host, port);
  }

  /** Reads {@code HOST:PORT}, with or without http:// or https://; empty if it is none. */
  static Optional<AdminAddress> parse(String text) {
    Matcher matcher = SPELLING.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(matcher.group(3));
    return port < 1 || port > 65_535
        ? Optional.empty()
        : Optional.of(new AdminAddress("https".equals(matcher.group(1)), matcher.group(2), port));
  }

  /** Whether nobody can read on the way what is sent there. */
  boolean isPrivate() {
    return isSecure || LOOPBACK.matcher(host).matches();
  }

  String url() {
    return (isSecure ? "https://" : "http://") + host + ":" + port;
  }

  @Override
  public String toString() {
    return isSecure ? url() : host + ":" + port;
  }
}
