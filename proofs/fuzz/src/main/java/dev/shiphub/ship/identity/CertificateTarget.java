package dev.shiphub.ship.identity;

import dev.shiphub.fuzz.Cost;
import dev.shiphub.fuzz.Finding;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Certificates that peers show, as far as we read them ourselves, and the keys in them. */
public final class CertificateTarget {
  private static final HexFormat HEX = HexFormat.of();

  /** What stands before the point in the key of every SHIP node (RFC 5480 2). */
  private static final byte[] BEFORE_POINT =
      HEX.parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  private CertificateTarget() {}

  /** The input is a key, and it is a certificate. */
  public static void fuzzerTestOneInput(byte[] input) {
    Cost.within(input.length, () -> SubjectPublicKey.p256Point(input))
        .ifPresent(
            point -> {
              byte[] whole = Arrays.copyOf(BEFORE_POINT, BEFORE_POINT.length + point.length);
              System.arraycopy(point, 0, whole, BEFORE_POINT.length, point.length);
              Finding.unless(
                  SubjectPublicKey.p256Point(whole)
                      .filter(again -> Arrays.equals(again, point))
                      .isPresent(),
                  "written and read again, another point: " + HEX.formatHex(point));
            });
    certificate(input)
        .ifPresent(
            certificate -> {
              PeerSki ski = PeerSki.of(certificate);
              Finding.unless(ski.equals(PeerSki.of(certificate)), "judged twice, another: " + ski);
            });
  }

  private static Optional<X509Certificate> certificate(byte[] der) {
    try {
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)));
    } catch (CertificateException none) {
      return Optional.empty();
    }
  }
}
