package dev.shiphub.sim.quirk;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.raw.ForgedCertificate;
import dev.shiphub.sim.raw.RawIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The certificate that a device with such quirks shows for its key. */
public final class OddCertificate {
  private static final Set<Quirk> QUIRKS =
      Set.of(
          Quirk.NON_DER_CERTIFICATE,
          Quirk.BARE_CERTIFICATE,
          Quirk.EXPIRED_CERTIFICATE,
          Quirk.FUTURE_CERTIFICATE,
          Quirk.WRONG_SKI_CERTIFICATE);

  /** Certificates are good for ten years from the day before they are made. */
  private static final Duration LONG = Duration.ofDays(11 * 365);

  private OddCertificate() {}

  /**
   * The key with the certificate that is shown; that of the identity without such a quirk.
   *
   * @param now the wall clock
   */
  public static RawIdentity of(LocalIdentity identity, Quirks quirks, Instant now) {
    if (quirks.hasNoneOf(QUIRKS)) {
      return RawIdentity.of(identity);
    }
    Optional<Ski> claim =
        quirks.has(Quirk.WRONG_SKI_CERTIFICATE)
            ? Optional.of(backwards(identity.ski()))
            : Optional.empty();
    return ForgedCertificate.shown(
        identity,
        new ForgedCertificate.Looks(
            quirks.has(Quirk.BARE_CERTIFICATE),
            quirks.has(Quirk.NON_DER_CERTIFICATE),
            claim,
            made(quirks, now)));
  }

  private static Instant made(Quirks quirks, Instant now) {
    if (quirks.has(Quirk.EXPIRED_CERTIFICATE)) {
      return now.minus(LONG);
    }
    return quirks.has(Quirk.FUTURE_CERTIFICATE) ? now.plus(LONG) : now;
  }

  /** Some other hash, and always the same. */
  private static Ski backwards(Ski ski) {
    return new Ski(new StringBuilder(ski.hex()).reverse().toString());
  }
}
