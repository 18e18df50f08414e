package dev.shiphub.ship.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerSkiTest {
  private static final String POINT_1 =
      "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
          + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
  private static final String POINT_2 =
      "047cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978"
          + "07775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1";
  private static final String POINT_RFC_6979 =
      "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
          + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
  private static final String SKI_1 = "b467a3999eb5efa671de0032f08a9c9e5efda0e1";

  private static final KeyPair KEY_1 = OddCertificates.fixedKey("01", POINT_1);

  private static PeerSki ofKey1Claiming(String ski) {
    return PeerSki.of(OddCertificates.forKey(KEY_1).claiming(ski).build());
  }

  private static void assertRefused(PeerSki result, String word) {
    String why = assertInstanceOf(PeerSki.Refused.class, result).why();
    assertTrue(why.contains(word), why);
  }

  // SHIP 12.2: SHA-1 over the value of the subjectPublicKey bit string (RFC 5280 method 1).
  @ParameterizedTest
  @CsvSource({
    "01, " + POINT_1 + ", " + SKI_1,
    "02, " + POINT_2 + ", 5b4717b04eaced57c4eca1728ca9a71d3b224340",
    "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721, "
        + POINT_RFC_6979
        + ", 1a9569579bce329a942d0769c9c0b56431563710",
  })
  void isTheHashOfTheKey(String privateValue, String point, String ski) {
    KeyPair keys = OddCertificates.fixedKey(privateValue, point);

    PeerSki result = PeerSki.of(OddCertificates.forKey(keys).claiming(ski).build());

    assertEquals(new PeerSki.Consistent(new Ski(ski)), result);
  }

  @Nested
  class RefusesAnExtensionThat {
    // SHA-1 over the whole key info, over X and Y alone, over the private key as old evcc has it
    // (SEC 1, DER), and the sample of TC_SHIP_SEC_001.
    @ParameterizedTest
    @ValueSource(
        strings = {
          "dba4cd68fd2ec53aaacb454c84da9cd90499e654",
          "e8f023b2d3c41e2d2cab4967056d8aa71c814cdf",
          "d75cd5870b0cc0bdd268afd1da906ee48636111d",
          "1111111111111111111111111111111111111111"
        })
    void isTheHashOfSomethingElse(String claimed) {
      PeerSki result = ofKey1Claiming(claimed);

      assertRefused(result, claimed);
      assertRefused(result, SKI_1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "0413b467a3999eb5efa671de0032f08a9c9e5efda0",
          "0415b467a3999eb5efa671de0032f08a9c9e5efda0e100",
          "0400",
          "04",
          "0414b467",
          "0414b467a3999eb5efa671de0032f08a9c9e5efda0e100",
          "0314b467a3999eb5efa671de0032f08a9c9e5efda0e1",
          "0480b467a3999eb5efa671de0032f08a9c9e5efda0e1",
          "0484ffffffffb467a3999eb5efa671de0032f08a9c9e5efda0e1",
          "0482ffffb467a3999eb5efa671de0032f08a9c9e5efda0e1",
        })
    void isNotOneStringOf20Bytes(String raw) {
      PeerSki result = PeerSki.of(OddCertificates.forKey(KEY_1).subjectKeyIdentifier(raw).build());

      assertRefused(result, "20 bytes");
    }

    @Test
    void isMissing() {
      assertRefused(PeerSki.of(OddCertificates.forKey(KEY_1).build()), "20 bytes");
    }
  }

  @Nested
  class RefusesAKeyThat {
    @Test
    void isRsa() {
      var certificate = OddCertificates.forKey(OddCertificates.rsaKey()).claiming(SKI_1).build();

      assertRefused(PeerSki.of(certificate), "RSA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp384r1", "secp521r1"})
    void isOnAnotherCurve(String curve) {
      KeyPair keys = OddCertificates.curveKey(curve);

      assertRefused(
          PeerSki.of(OddCertificates.forKey(keys).claiming(SKI_1).build()), "not on the curve");
    }
  }

  @Nested
  class AcceptsACertificateThat {
    // Elli, VW, Audi and Porsche wallboxes: a BOOLEAN of 01 instead of ff.
    @Test
    void encodesItsBasicConstraintsNotByDer() {
      X509Certificate certificate =
          OddCertificates.forKey(KEY_1).claiming(SKI_1).basicConstraints("3003010101").build();

      assertEquals(new PeerSki.Consistent(new Ski(SKI_1)), PeerSki.of(certificate));
    }

    // SHIP 12.1.1: dates shall not affect communication.
    @ParameterizedTest
    @CsvSource({
      "1990-01-01T00:00:00Z, 1991-01-01T00:00:00Z",
      "2090-01-01T00:00:00Z, 2091-01-01T00:00:00Z"
    })
    void isNotValidNow(String from, String until) {
      X509Certificate certificate =
          OddCertificates.forKey(KEY_1).claiming(SKI_1).valid(from, until).build();

      assertEquals(new PeerSki.Consistent(new Ski(SKI_1)), PeerSki.of(certificate));
    }
  }
}
