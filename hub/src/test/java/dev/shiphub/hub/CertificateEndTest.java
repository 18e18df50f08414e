package dev.shiphub.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.file.GatewayFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The operator hears of the end of the certificate in time, with the remedy. */
final class CertificateEndTest {
  private static final Instant END = Instant.parse("2046-11-17T00:00:00Z");
  private static final CertificateEnd CERTIFICATE = new CertificateEnd(END);

  private static String warning(Instant now) {
    return CERTIFICATE.warning(now).orElse("");
  }

  @Test
  void nothingIsSaidMoreThanSixtyDaysAhead() {
    assertEquals(
        Optional.empty(), CERTIFICATE.warning(END.minus(Duration.ofDays(60)).minusSeconds(1)));
  }

  @Test
  void sixtyDaysAheadItIsSaidWithTheRemedy() {
    String words = warning(END.minus(Duration.ofDays(60)));
    assertTrue(words.contains("in 60 days"), words);
    assertTrue(words.contains("shiphub identity renew"), words);
  }

  @Test
  void afterItsEndItHasEnded() {
    assertTrue(warning(END.plusSeconds(1)).contains("ended on 2046-11-17"), warning(END));
  }

  // A machine without a battery begins in 1970.
  @Test
  void aClockThatIsNotSetYetWarnsOfNothing() {
    assertEquals(Optional.empty(), CERTIFICATE.warning(Instant.EPOCH));
  }

  @Test
  void aNewIdentityIsGoodForTwentyYears() {
    assertEquals(
        Optional.empty(),
        CertificateEnd.of(GatewayFiles.OURS)
            .warning(GatewayFiles.TODAY.plus(Duration.ofDays(20 * 365 - 61))));
  }
}
