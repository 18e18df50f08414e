package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.OddCertificates;
import java.net.Socket;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The official cases of forged certificates. That TLS ends before its handshake is done cannot be
 * had without a socket; here is the check that JSSE calls in it, which ends it with its exception.
 * The sockets are in {@code HostileClientsTest} and {@code HostileServersTest}.
 */
final class CertificateConformanceTest {
  private static final String SOMEBODY = "abcdef0123456789abcdef0123456789abcdef01";
  private static final Ski TRUSTED = new Ski("b467a3999eb5efa671de0032f08a9c9e5efda0e1");
  private static final KeyPair KEY_OF_TRUSTED =
      OddCertificates.fixedKey(
          "01",
          "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
              + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

  // T's SKI is even trusted, so a dial expects it.
  @ParameterizedTest
  @EnumSource(Role.class)
  void TC_SHIP_SEC_001_aSkiThatIsNotOfTheKeyEndsTls(Role device) {
    X509Certificate forged = claiming(OddCertificates.curveKey("secp256r1"), SOMEBODY);
    refuses(device, new Ski(SOMEBODY), forged);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void TC_SHIP_SEC_002_aTrustedSkiThatIsNotOfTheKeyEndsTls(Role device) {
    X509Certificate honest = claiming(KEY_OF_TRUSTED, TRUSTED.hex());
    assertDoesNotThrow(() -> shows(device, TRUSTED, honest));
    X509Certificate forged = claiming(OddCertificates.curveKey("secp256r1"), TRUSTED.hex());
    refuses(device, TRUSTED, forged);
    assertDoesNotThrow(() -> shows(device, TRUSTED, honest));
  }

  private static X509Certificate claiming(KeyPair key, String ski) {
    return OddCertificates.forKey(key).claiming(ski).build();
  }

  private static void refuses(Role device, Ski tool, X509Certificate forged) {
    assertThrows(CertificateException.class, () -> shows(device, tool, forged));
  }

  /** As server the device sees T's client certificate, as client T's server certificate. */
  private static void shows(Role device, Ski tool, X509Certificate certificate)
      throws CertificateException {
    X509Certificate[] chain = {certificate};
    if (device == Role.SERVER) {
      PeerCheck.anyone().checkClientTrusted(chain, "EC", new Socket());
    } else {
      PeerCheck.expecting(tool).checkServerTrusted(chain, "ECDHE_ECDSA", new Socket());
    }
  }
}
