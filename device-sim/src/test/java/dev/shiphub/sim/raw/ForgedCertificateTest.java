package dev.shiphub.sim.raw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.PeerSki;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

final class ForgedCertificateTest {
  private static final Ski CLAIM = new Ski("abcdef0123456789abcdef0123456789abcdef01");
  private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");

  private final RawIdentity forged = ForgedCertificate.claiming(CLAIM, NOW, new SecureRandom());

  // A device that refuses it must refuse the lie, not a fault in the structure.
  @Test
  void theOnlyThingWrongWithItIsItsSki() throws Exception {
    forged.certificate().verify(forged.certificate().getPublicKey());
    forged.certificate().checkValidity(Date.from(NOW));
    PeerSki.Refused refused =
        assertInstanceOf(PeerSki.Refused.class, PeerSki.of(forged.certificate()));
    String lie = "its subject key identifier " + CLAIM + " is not that of its key";
    assertTrue(refused.why().startsWith(lie), refused.why());
    assertTrue(forged.certificate().getKeyUsage()[0]);
    assertEquals(CLAIM, forged.shown());
  }
}
