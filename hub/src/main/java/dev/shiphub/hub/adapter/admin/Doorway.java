package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.adapter.http.ServerTls;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Where the admin API can be reached, and by whom.
 *
 * @param at where to listen; port 0 takes any free one
 * @param hosts names besides the address under which clients may reach it
 * @param lock empty if everybody may use it who reaches it
 * @param tls empty for plain HTTP
 */
public record Doorway(
    InetSocketAddress at, Set<String> hosts, Optional<Lock> lock, Optional<ServerTls> tls) {
  /**
   * What opens it.
   *
   * @param tokens one of which each client has to show
   * @param random makes the secrets of logins; of a kind that nobody can predict
   */
  public record Lock(Tokens tokens, RandomGenerator random) {}

  /**
   * @throws IllegalArgumentException if others than this machine can reach it, but everybody may
   *     use it, or everybody on the way can read the token
   */
  public Doorway {
    hosts = Set.copyOf(hosts);
    if (at.isUnresolved()) {
      throw new IllegalArgumentException("no address: " + at);
    }
    if (!at.getAddress().isLoopbackAddress() && (lock.isEmpty() || tls.isEmpty())) {
      throw new IllegalArgumentException(
          "without tokens and TLS the admin API must be on a loopback address, not " + at);
    }
  }

  /** On this machine only, open to whoever is on it. */
  public static Doorway local(int port) {
    return new Doorway(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** As clients write it, with the port that is bound. */
  String url(int port) {
    String host = at.getAddress().getHostAddress();
    return (tls.isPresent() ? "https://" : "http://")
        + (at.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + port;
  }

  boolean isLocal() {
    return at.getAddress().isLoopbackAddress();
  }
}
