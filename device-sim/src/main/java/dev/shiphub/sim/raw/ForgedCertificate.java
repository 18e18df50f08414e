package dev.shiphub.sim.raw;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/**
 * Self-signed certificates that a SHIP node must not have, such as one whose subject key identifier
 * is not the hash of its key, written in DER by hand, because no library would (SHIP 12.2;
 * TC_SHIP_SEC_001 and 002).
 */
public final class ForgedCertificate {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int UTF8 = 0x0c;
  private static final int UTC_TIME = 0x17;
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;
  private static final int LONG_FORM = 0x80;
  private static final byte[] COMMON_NAME = hex("0603550403");
  private static final String P256 = "secp256r1";
  private static final int POINT_BYTES = 65;
  private static final Signing ECDSA =
      new Signing("SHA256withECDSA", hex("300a06082a8648ce3d040302"));
  private static final Signing RSA =
      new Signing("SHA256withRSA", hex("300d06092a864886f70d01010b0500"));

  /** BasicConstraints, critical, whose BOOLEAN is 01 and not ff (X.690 11.1). */
  private static final byte[] ODD_AUTHORITY = hex("300f0603551d130101ff04053003010101");

  private static final byte[] TRUE = hex("0101ff");

  private ForgedCertificate() {}

  /** How a certificate is signed: the name of it, and its AlgorithmIdentifier. */
  @SuppressWarnings("ArrayRecordComponent") // bytes of the wire, never compared
  private record Signing(String name, byte[] der) {}

  /** A new P-256 key with a certificate that claims this SKI. */
  public static RawIdentity claiming(Ski claim, Instant now, SecureRandom random) {
    return made(keys("EC", P256, random), ECDSA, now, random, _ -> Optional.of(claim));
  }

  /** A new P-256 key with a certificate that claims no SKI; it shows what it would be. */
  public static RawIdentity withoutSki(Instant now, SecureRandom random) {
    return made(keys("EC", P256, random), ECDSA, now, random, _ -> Optional.empty());
  }

  /**
   * A sound certificate, but for its age: made so long ago that it has expired, or not yet valid.
   */
  public static RawIdentity madeAt(Instant past, SecureRandom random) {
    return made(keys("EC", P256, random), ECDSA, past, random, Optional::of);
  }

  /**
   * What is odd about a certificate.
   *
   * @param isBare whether it says nothing of what its key is for
   * @param hasOddBoolean whether it is of an authority by a BOOLEAN of 01, which is not DER
   * @param claim the SKI that it claims; empty for that of its key
   * @param made a day after the beginning of its ten years
   */
  public record Looks(boolean isBare, boolean hasOddBoolean, Optional<Ski> claim, Instant made) {}

  /** A certificate of such looks for a key on P-256. */
  public static RawIdentity shown(LocalIdentity identity, Looks looks) {
    KeyPair keys = new KeyPair(identity.certificate().getPublicKey(), identity.privateKey());
    Ski shown = looks.claim().orElse(identity.ski());
    byte[] usage = looks.isBare() ? new byte[0] : keyUsage();
    ByteArrayOutputStream extensions = new ByteArrayOutputStream();
    extensions.writeBytes(keyIdentifier(shown));
    extensions.writeBytes(usage);
    extensions.writeBytes(looks.hasOddBoolean() ? ODD_AUTHORITY : new byte[0]);
    BigInteger serial = new BigInteger("1" + identity.ski().brief(), 16);
    byte[] body = body(keys, ECDSA, extensions.toByteArray(), looks.made(), serial);
    return signed(keys, ECDSA, body, shown);
  }

  /** A new P-384 key; the SKI is that of all of the key. */
  public static RawIdentity p384(Instant now, SecureRandom random) {
    return made(keys("EC", "secp384r1", random), ECDSA, now, random, Optional::of);
  }

  /** A new RSA key; the SKI is that of all of the key. */
  public static RawIdentity rsa(Instant now, SecureRandom random) {
    return made(keys("RSA", "", random), RSA, now, random, Optional::of);
  }

  private static KeyPair keys(String kind, String curve, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      if (curve.isEmpty()) {
        generator.initialize(2048, random);
      } else {
        generator.initialize(new ECGenParameterSpec(curve), random);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java platform has no " + kind, missing);
    }
  }

  private static RawIdentity made(
      KeyPair keys,
      Signing signing,
      Instant now,
      SecureRandom random,
      Function<Ski, Optional<Ski>> claim) {
    try {
      Ski own = ski(keys);
      Optional<Ski> claimed = claim.apply(own);
      BigInteger serial = new BigInteger(64, random).max(BigInteger.ONE);
      byte[] identifier = claimed.map(ForgedCertificate::keyIdentifier).orElse(new byte[0]);
      ByteArrayOutputStream extensions = new ByteArrayOutputStream();
      extensions.writeBytes(identifier);
      extensions.writeBytes(keyUsage());
      byte[] body = body(keys, signing, extensions.toByteArray(), now, serial);
      return signed(keys, signing, body, claimed.orElse(own));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java platform has no SHA-1", missing);
    }
  }

  private static RawIdentity signed(KeyPair keys, Signing signing, byte[] body, Ski shown) {
    try {
      Signature signature = Signature.getInstance(signing.name());
      signature.initSign(keys.getPrivate());
      signature.update(body);
      byte[] der =
          element(SEQUENCE, body, signing.der(), element(BIT_STRING, hex("00"), signature.sign()));
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      return new RawIdentity(keys.getPrivate(), certificate, shown);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java platform cannot sign", missing);
    }
  }

  /** The hash of the point of a P-256 key (RFC 5280 4.2.1.2); of other keys, that of their end. */
  private static Ski ski(KeyPair keys) throws GeneralSecurityException {
    byte[] encoded = keys.getPublic().getEncoded();
    byte[] end = Arrays.copyOfRange(encoded, encoded.length - POINT_BYTES, encoded.length);
    return new Ski(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(end)));
  }

  private static byte[] body(
      KeyPair keys, Signing signing, byte[] extensions, Instant now, BigInteger serial) {
    byte[] name =
        element(
            SEQUENCE,
            element(
                SET,
                element(
                    SEQUENCE,
                    COMMON_NAME,
                    element(UTF8, "conformance".getBytes(StandardCharsets.UTF_8)))));
    byte[] validity =
        element(SEQUENCE, time(now.minusSeconds(86_400)), time(now.plusSeconds(86_400L * 3650)));
    return element(
        SEQUENCE,
        element(VERSION, element(INTEGER, hex("02"))),
        element(INTEGER, serial.toByteArray()),
        signing.der(),
        name,
        validity,
        name,
        keys.getPublic().getEncoded(),
        element(EXTENSIONS, element(SEQUENCE, extensions)));
  }

  private static byte[] keyIdentifier(Ski claim) {
    return element(
        SEQUENCE,
        hex("0603551d0e"),
        element(OCTET_STRING, element(OCTET_STRING, hex(claim.hex()))));
  }

  /** Digital signature, critical. */
  private static byte[] keyUsage() {
    return element(SEQUENCE, hex("0603551d0f"), TRUE, element(OCTET_STRING, hex("03020780")));
  }

  private static byte[] time(Instant when) {
    String text =
        DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(when);
    return element(UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (length > 0xff) {
      all.write(LONG_FORM | 2);
      all.write(length >> 8);
    } else if (length >= LONG_FORM) {
      all.write(LONG_FORM | 1);
    }
    all.write(length);
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
