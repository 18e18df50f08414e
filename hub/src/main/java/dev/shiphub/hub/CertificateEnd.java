package dev.shiphub.hub;

import dev.shiphub.ship.identity.LocalIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When our certificate ends. Devices must not judge by it (SHIP 12.1.1), but some do.
 *
 * @param at its last valid instant
 */
record CertificateEnd(Instant at) {
  /** How long before the operator is told. */
  private static final Duration AHEAD = Duration.ofDays(60);

  static CertificateEnd of(LocalIdentity identity) {
    return new CertificateEnd(identity.certificate().getNotAfter().toInstant());
  }

  /**
   * What the operator has to know, from 60 days before the end on.
   *
   * @param wall the wall clock
   */
  Optional<String> warning(Instant wall) {
    if (wall.isBefore(at.minus(AHEAD))) {
      return Optional.empty();
    }
    String when =
        wall.isAfter(at)
            ? "ended on " + at
            : "ends on " + at + ", in " + Duration.between(wall, at).toDays() + " days";
    return Optional.of(
        "our certificate "
            + when
            + ", and some devices look at that; stop the daemon and run 'shiphub identity renew':"
            + " the SKI and all pairings stay");
  }
}
