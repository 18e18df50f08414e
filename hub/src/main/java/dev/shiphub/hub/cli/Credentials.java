package dev.shiphub.hub.cli;

import java.util.Optional;

/**
 * What a client needs for a daemon on another machine.
 *
 * @param token which the daemon wants to see, if it does
 * @param fingerprint of the daemon's certificate, if it speaks HTTPS
 */
record Credentials(Optional<String> token, Optional<Fingerprint> fingerprint) {
  /** For a daemon on this machine. */
  static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty());

  /** Keeps the token out of logs. */
  @Override
  public String toString() {
    return "credentials";
  }
}
