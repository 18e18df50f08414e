package dev.shiphub.ship.transport;

/** How hosts are spelt. */
final class Hosts {
  private Hosts() {}

  /** Address and port as people and URLs write them. */
  static String withPort(String host, int port) {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
