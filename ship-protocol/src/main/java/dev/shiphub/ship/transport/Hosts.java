package dev.shiphub.ship.transport;

import java.util.Optional;
import javax.net.ssl.SNIHostName;

/** How hosts are spelt. Names come from multicast DNS, so from anybody. */
final class Hosts {
  private Hosts() {}

  /**
   * A name that may stand in TLS and HTTP; without the dot at its end.
   *
   * @return empty for what multicast DNS allows and these do not, such as blanks and line breaks
   */
  static Optional<SNIHostName> serverName(String name) {
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    try {
      return Optional.of(new SNIHostName(bare));
    } catch (IllegalArgumentException notAHostName) {
      return Optional.empty();
    }
  }

  /** Address and port as people and URLs write them. */
  static String withPort(String host, int port) {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
