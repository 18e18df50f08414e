package dev.shiphub.ship.discovery;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where to knock: hosts to try in order, a port and a path. Only a hint; who answers is decided by
 * the certificate.
 *
 * @param hosts IP literals (IPv6 link-local ones with scope) or host names, in the order to try
 *     them; 1 to {@value #MOST_HOSTS}
 * @param port 1 to 65535
 * @param path the WebSocket path, starting with {@code /} (SHIP 7.3.2)
 * @param serverName what to send as TLS server name, the mDNS host name (SHIP 9.4); empty sends
 *     none
 */
public record Endpoint(List<String> hosts, int port, String path, Optional<String> serverName) {
  /** More addresses than this of one device are not tried. */
  public static final int MOST_HOSTS = 8;

  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9/._~%-]*");
  private static final int LONGEST_PATH = 64;

  /**
   * @throws IllegalArgumentException if a part is out of its range
   */
  public Endpoint {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty() || hosts.size() > MOST_HOSTS) {
      throw new IllegalArgumentException(
          "an endpoint has 1 to " + MOST_HOSTS + " hosts, not " + hosts.size());
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
    if (!isPath(path)) {
      throw new IllegalArgumentException("not a path: " + path);
    }
  }

  /** Whether a text can stand in a request line: anything else could smuggle headers into it. */
  public static boolean isPath(String text) {
    return text.length() <= LONGEST_PATH && PATH.matcher(text).matches() && !text.contains("..");
  }

  @Override
  public String toString() {
    return String.join(", ", hosts) + " port " + port + " " + path;
  }
}
