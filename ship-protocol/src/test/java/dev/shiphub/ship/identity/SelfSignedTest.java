package dev.shiphub.ship.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfSignedTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Subject SUBJECT = new Subject("hub-1, \"Wärme\"", "shiphub");
  private static final Validity VALIDITY = Validity.seenFrom(Instant.parse("2026-11-21T00:00:00Z"));

  private final LocalIdentity identity = SelfSigned.create(SUBJECT, VALIDITY, RANDOM);
  private final X509Certificate certificate = identity.certificate();

  @Test
  void isSignedByItsOwnKeyWithEcdsaAndSha256() throws Exception {
    certificate.verify(certificate.getPublicKey());

    assertEquals("SHA256withECDSA", certificate.getSigAlgName());
    assertEquals(certificate.getSubjectX500Principal(), certificate.getIssuerX500Principal());
  }

  @Test
  void hasTheExtensionsOfAShipNode() {
    assertEquals(Set.of("2.5.29.19", "2.5.29.15"), certificate.getCriticalExtensionOIDs());
    assertEquals(Set.of("2.5.29.14"), certificate.getNonCriticalExtensionOIDs());
    assertEquals(Integer.MAX_VALUE, certificate.getBasicConstraints());
    boolean[] onlyDigitalSignature = new boolean[9];
    onlyDigitalSignature[0] = true;
    assertArrayEquals(onlyDigitalSignature, Arrays.copyOf(certificate.getKeyUsage(), 9));
  }

  @Test
  void claimsTheSkiOfItsKey() {
    byte[] extension = certificate.getExtensionValue("2.5.29.14");

    assertEquals("04160414" + identity.ski(), HexFormat.of().formatHex(extension));
    assertEquals(new PeerSki.Consistent(identity.ski()), PeerSki.of(certificate));
  }

  @Test
  void hasAPositiveSerialBelow2To159() {
    assertTrue(certificate.getSerialNumber().signum() > 0);
    assertTrue(certificate.getSerialNumber().bitLength() <= 159);
    LocalIdentity other = SelfSigned.create(SUBJECT, VALIDITY, RANDOM);
    assertNotEquals(certificate.getSerialNumber(), other.certificate().getSerialNumber());
  }

  @Test
  void carriesTheGivenNames() {
    String name = certificate.getSubjectX500Principal().getName();

    assertTrue(name.contains("O=shiphub") && name.contains("W\u00e4rme"), name);
  }

  // A Pi without a battery-backed clock makes its certificate in 1970.
  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:10Z", "2026-11-21T00:00:00Z", "2040-02-03T00:00:00Z"})
  void isValidForTenYearsAndMoreHoweverTheClockStands(String now) {
    Validity validity = Validity.seenFrom(Instant.parse(now));

    assertTrue(validity.from().isBefore(Instant.parse("2026-01-01T00:00:00Z")));
    var tenYearsOn = Instant.parse(now).atOffset(ZoneOffset.UTC).plusYears(10).toInstant();
    assertTrue(validity.until().isAfter(tenYearsOn));
    assertTrue(validity.until().isAfter(Instant.parse("2040-01-01T00:00:00Z")));
  }

  @Test
  void renewsACertificateForTheSameKey() {
    LocalIdentity renewed = SelfSigned.renew(identity, SUBJECT, VALIDITY, RANDOM);

    assertEquals(identity.ski(), renewed.ski());
    assertNotEquals(certificate, renewed.certificate());
  }

  @Test
  void leavesThePlatformWithoutBouncyCastleAsProvider() {
    assertNull(Security.getProvider("BC"));
  }

  @Test
  void keepsItsKeyOutOfItsText() {
    assertEquals("identity " + identity.ski(), identity.toString());
  }

  @Test
  void refusesNamesThatACertificateCannotHold() {
    assertThrows(IllegalArgumentException.class, () -> new Subject(" ", "shiphub"));
    assertThrows(IllegalArgumentException.class, () -> new Subject("x".repeat(65), "shiphub"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Validity(Instant.EPOCH.plusSeconds(1), Instant.EPOCH));
  }

  @Test
  void isNotAnIdentityWithTheKeyOfAnother() {
    LocalIdentity other = LocalIdentity.generate("other", Instant.EPOCH, RANDOM);

    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> LocalIdentity.of(other.privateKey(), certificate));

    assertEquals("the private key is not that of the certificate", refusal.getMessage());
    assertFalse(identity.ski().equals(other.ski()));
  }
}
