package dev.shiphub.ship.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the self-signed certificate of a SHIP node: EC P-256, ecdsa-with-SHA256 (SHIP 9.3, 12.1).
 *
 * <p>Bouncy Castle only builds the structure; keys and signatures come from the platform's own
 * providers.
 */
public final class SelfSigned {
  private static final int SERIAL_BITS = 159;

  private SelfSigned() {}

  /** A new key with its certificate. */
  public static LocalIdentity create(Subject subject, Validity validity, SecureRandom random) {
    KeyPair keys = newKeys(random);
    return LocalIdentity.of(keys.getPrivate(), certificate(keys, subject, validity, random));
  }

  /** A new certificate for a key that stays, so that the SKI stays. */
  public static LocalIdentity renew(
      LocalIdentity old, Subject subject, Validity validity, SecureRandom random) {
    KeyPair keys = new KeyPair(old.certificate().getPublicKey(), old.privateKey());
    return LocalIdentity.of(keys.getPrivate(), certificate(keys, subject, validity, random));
  }

  /** The certificate for a P-256 key pair. */
  static X509Certificate certificate(
      KeyPair keys, Subject subject, Validity validity, SecureRandom random) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              name(subject),
              serial(random),
              Date.from(validity.from()),
              Date.from(validity.until()),
              name(subject),
              keys.getPublic());
      var method1 = new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.subjectKeyIdentifier, false, method1);
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (GeneralSecurityException | IOException | OperatorCreationException unexpected) {
      throw new IllegalStateException("cannot make a certificate", unexpected);
    }
  }

  private static KeyPair newKeys(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java platform has no P-256", missing);
    }
  }

  /**
   * Positive, and below 2^159, so that it never needs more than the 20 octets of RFC 5280 4.1.2.2.
   */
  private static BigInteger serial(SecureRandom random) {
    return new BigInteger(SERIAL_BITS, random).max(BigInteger.ONE);
  }

  private static X500Name name(Subject subject) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, subject.organization())
        .addRDN(BCStyle.CN, subject.commonName())
        .build();
  }
}
