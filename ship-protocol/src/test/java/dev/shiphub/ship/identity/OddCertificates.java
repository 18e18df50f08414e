package dev.shiphub.ship.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates that no sane node makes, and the fixed keys of the test vectors. */
public final class OddCertificates {
  private static final HexFormat HEX = HexFormat.of();

  private final KeyPair keys;
  private Instant from = Instant.parse("2020-01-01T00:00:00Z");
  private Instant until = Instant.parse("2040-01-01T00:00:00Z");
  private final java.util.List<RawExtension> extensions = new java.util.ArrayList<>();

  private record RawExtension(ASN1ObjectIdentifier oid, boolean isCritical, String hex) {}

  private OddCertificates(KeyPair keys) {
    this.keys = keys;
  }

  /** A certificate without any extension so far. */
  public static OddCertificates forKey(KeyPair keys) {
    return new OddCertificates(keys);
  }

  /** Claims a SKI of 40 hex digits, true or not. */
  public OddCertificates claiming(String ski) {
    return subjectKeyIdentifier("04%02x%s".formatted(ski.length() / 2, ski));
  }

  /** The SKI extension with any content. */
  public OddCertificates subjectKeyIdentifier(String hex) {
    extensions.add(new RawExtension(Extension.subjectKeyIdentifier, false, hex));
    return this;
  }

  /** BasicConstraints with any content, critical. */
  public OddCertificates basicConstraints(String hex) {
    extensions.add(new RawExtension(Extension.basicConstraints, true, hex));
    return this;
  }

  /** Other dates than 2020 to 2040. */
  public OddCertificates valid(String fromInstant, String untilInstant) {
    from = Instant.parse(fromInstant);
    until = Instant.parse(untilInstant);
    return this;
  }

  /** The certificate, signed by its own key. */
  public X509Certificate build() {
    X500Name name = new X500Name("CN=odd");
    String algorithm =
        keys.getPublic() instanceof ECPublicKey ? "SHA256withECDSA" : "SHA256withRSA";
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              name, BigInteger.TEN, Date.from(from), Date.from(until), name, keys.getPublic());
      for (RawExtension extension : extensions) {
        builder.addExtension(
            extension.oid(), extension.isCritical(), HEX.parseHex(extension.hex()));
      }
      var signer = new JcaContentSignerBuilder(algorithm).build(keys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (GeneralSecurityException | OperatorCreationException | IOException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  /** A new key on a named curve. */
  public static KeyPair curveKey(String curve) {
    return key("EC", new ECGenParameterSpec(curve));
  }

  /** A new RSA key of 2048 bits. */
  public static KeyPair rsaKey() {
    return key("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
  }

  private static KeyPair key(String algorithm, AlgorithmParameterSpec kind) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(kind);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  /** The P-256 key pair with that private value and that uncompressed point, both as hex. */
  public static KeyPair fixedKey(String privateValue, String point) {
    ECPublicKey any = (ECPublicKey) curveKey("secp256r1").getPublic();
    ECPoint place =
        new ECPoint(
            new BigInteger(point.substring(2, 66), 16), new BigInteger(point.substring(66), 16));
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      return new KeyPair(
          factory.generatePublic(new ECPublicKeySpec(place, any.getParams())),
          factory.generatePrivate(
              new ECPrivateKeySpec(new BigInteger(privateValue, 16), any.getParams())));
    } catch (GeneralSecurityException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }
}
