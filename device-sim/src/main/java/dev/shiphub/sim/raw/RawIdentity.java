package dev.shiphub.sim.raw;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.LocalIdentity;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A key and a certificate that need not fit each other.
 *
 * @param key the private key
 * @param certificate what the peer is shown
 * @param shown the SKI that the certificate claims
 */
public record RawIdentity(PrivateKey key, X509Certificate certificate, Ski shown) {
  /** An honest one. */
  public static RawIdentity of(LocalIdentity identity) {
    return new RawIdentity(identity.privateKey(), identity.certificate(), identity.ski());
  }
}
