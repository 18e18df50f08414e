package dev.shiphub.hub.adapter.admin;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Who sends a request.
 *
 * @param address where from
 * @param isSecret whether nobody on the way can read it
 * @param token with which token, if with one that counts
 * @param login with which login, if with one that is not over
 */
record Caller(
    InetAddress address, boolean isSecret, Optional<KnownToken> token, Optional<String> login)
    implements Identified {
  static Caller nameless(InetAddress address, boolean isSecret) {
    return new Caller(address, isSecret, Optional.empty(), Optional.empty());
  }

  /** For the records: who decided. Holds no secret. */
  String words() {
    String from = address.getHostAddress();
    return token
        .map(it -> "token " + it.name() + " from " + from)
        .orElse(
            address.isLoopbackAddress()
                ? "the admin API on loopback"
                : "somebody without a token at " + from);
  }

  /** Keeps the secrets out of logs. */
  @Override
  public String toString() {
    return words();
  }
}
