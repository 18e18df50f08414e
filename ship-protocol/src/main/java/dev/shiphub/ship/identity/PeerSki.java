package dev.shiphub.ship.identity;

import dev.shiphub.ship.Ski;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a certificate says about who its owner is: a SKI that its key confirms, or a reason to
 * refuse it (SHIP 12.2).
 *
 * <p>Dates, names, key usage and issuer are not looked at: SHIP trusts keys alone (SHIP 12.1.1).
 */
public sealed interface PeerSki {
  /** The extension equals the hash of the key. */
  record Consistent(Ski ski) implements PeerSki {}

  /** The certificate cannot stand for a SHIP node; {@code why} is for people. */
  record Refused(String why) implements PeerSki {}

  /**
   * Recomputes the SKI from the key, and compares it with the extension (RFC 5280 4.2.1.2, method
   * 1).
   */
  static PeerSki of(X509Certificate certificate) {
    if (!(certificate.getPublicKey() instanceof ECPublicKey key)) {
      return new Refused("its key is " + certificate.getPublicKey().getAlgorithm() + ", not EC");
    }
    Optional<byte[]> point = SubjectPublicKey.p256Point(key.getEncoded());
    if (point.isEmpty()) {
      return new Refused("its key is not on the curve P-256");
    }
    Optional<byte[]> claimed = claim(certificate);
    if (claimed.isEmpty()) {
      return new Refused("it has no subject key identifier of 20 bytes");
    }
    byte[] computed = sha1(point.get());
    if (!Arrays.equals(claimed.get(), computed)) {
      return new Refused(
          "its subject key identifier "
              + hex(claimed.get())
              + " is not that of its key, "
              + hex(computed));
    }
    return new Consistent(new Ski(hex(computed)));
  }

  private static Optional<byte[]> claim(X509Certificate certificate) {
    return Optional.ofNullable(certificate.getExtensionValue("2.5.29.14"))
        .flatMap(PeerSki::octets)
        .flatMap(PeerSki::octets)
        .filter(value -> value.length == 20);
  }

  private static Optional<byte[]> octets(byte[] der) {
    DerReader reader = DerReader.of(der);
    return reader.next(DerReader.OCTET_STRING).filter(_ -> reader.isEmpty()).map(DerReader::rest);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-1", missing);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
