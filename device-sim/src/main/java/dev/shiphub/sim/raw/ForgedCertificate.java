package dev.shiphub.sim.raw;

import dev.shiphub.ship.Ski;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * A self-signed certificate whose subject key identifier is not the hash of its key, written in DER
 * by hand, because no library would (SHIP 12.2; TC_SHIP_SEC_001 and 002).
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
  private static final byte[] ECDSA_SHA256 = hex("300a06082a8648ce3d040302");
  private static final byte[] TRUE = hex("0101ff");

  private ForgedCertificate() {}

  /** A new P-256 key with a certificate that claims this SKI. */
  public static RawIdentity claiming(Ski claim, Instant now, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair keys = generator.generateKeyPair();
      byte[] body = body(keys, claim, now, new BigInteger(64, random).max(BigInteger.ONE));
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(body);
      byte[] der =
          element(SEQUENCE, body, ECDSA_SHA256, element(BIT_STRING, hex("00"), signature.sign()));
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      return new RawIdentity(keys.getPrivate(), certificate, claim);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java platform has no P-256", missing);
    }
  }

  private static byte[] body(KeyPair keys, Ski claim, Instant now, BigInteger serial) {
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
        ECDSA_SHA256,
        name,
        validity,
        name,
        keys.getPublic().getEncoded(),
        element(EXTENSIONS, element(SEQUENCE, keyIdentifier(claim), keyUsage())));
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
