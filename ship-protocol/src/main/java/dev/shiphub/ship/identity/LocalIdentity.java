package dev.shiphub.ship.identity;

import dev.shiphub.ship.Ski;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * Who we are: our private key, the certificate that shows it, and the SKI that follows from it
 * (SHIP 12.2).
 */
public final class LocalIdentity {
  private static final byte[] PROBE =
      "does this key belong to that certificate?".getBytes(StandardCharsets.US_ASCII);

  private final PrivateKey privateKey;
  private final X509Certificate certificate;
  private final Ski ski;

  private LocalIdentity(PrivateKey privateKey, X509Certificate certificate, Ski ski) {
    this.privateKey = privateKey;
    this.certificate = certificate;
    this.ski = ski;
  }

  /**
   * @throws IllegalArgumentException if they do not belong together, see {@link #flaw}
   */
  public static LocalIdentity of(PrivateKey privateKey, X509Certificate certificate) {
    flaw(privateKey, certificate)
        .ifPresent(
            flaw -> {
              throw new IllegalArgumentException(flaw);
            });
    return switch (PeerSki.of(certificate)) {
      case PeerSki.Consistent(Ski ski) -> new LocalIdentity(privateKey, certificate, ski);
      case PeerSki.Refused(String why) -> throw new IllegalArgumentException(why);
    };
  }

  /**
   * A new identity that lives in memory only, for simulated devices and tests.
   *
   * @param commonName 1 to 64 characters
   * @param now the wall clock, for the dates in the certificate
   */
  public static LocalIdentity generate(String commonName, Instant now, SecureRandom random) {
    return SelfSigned.create(new Subject(commonName, "shiphub"), Validity.seenFrom(now), random);
  }

  /** Why a key and a certificate do not make an identity; empty if they do. */
  static Optional<String> flaw(PrivateKey privateKey, X509Certificate certificate) {
    return switch (PeerSki.of(certificate)) {
      case PeerSki.Refused(String why) -> Optional.of("the certificate cannot be used: " + why);
      case PeerSki.Consistent _ when belong(privateKey, certificate) -> Optional.empty();
      case PeerSki.Consistent _ -> Optional.of("the private key is not that of the certificate");
    };
  }

  private static boolean belong(PrivateKey privateKey, X509Certificate certificate) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(privateKey);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException notEvenEc) {
      return false;
    }
  }

  /** The secret; for TLS and backups only. */
  public PrivateKey privateKey() {
    return privateKey;
  }

  /** The self-signed certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Our SKI. */
  public Ski ski() {
    return ski;
  }

  @Override
  public String toString() {
    return "identity " + ski;
  }
}
