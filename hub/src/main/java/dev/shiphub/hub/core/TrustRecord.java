package dev.shiphub.hub.core;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.Optional;

/**
 * One trusted device, as it is stored (SHIP 12.3).
 *
 * @param ski who
 * @param shipId the SHIP ID that it told last, once it did
 * @param origin how it came to be trusted
 * @param userTrust the trust level of SHIP 12.3.2: 32 for a confirmed SKI, 64 for a typed or
 *     scanned one
 * @param addedAt when, by the wall clock
 * @param formerId the SHIP ID that it told before it told another one
 * @param pin how it stands with our PIN
 */
public record TrustRecord(
    Ski ski,
    Optional<ShipId> shipId,
    Origin origin,
    int userTrust,
    Instant addedAt,
    Optional<ShipId> formerId,
    PinRecord pin) {
  /** A device that has told at most one SHIP ID, and entered no PIN. */
  public TrustRecord(
      Ski ski, Optional<ShipId> shipId, Origin origin, int userTrust, Instant addedAt) {
    this(ski, shipId, origin, userTrust, addedAt, Optional.empty(), PinRecord.NONE);
  }

  /** How a device came to be trusted. */
  public enum Origin {
    /** The user confirmed a device that the hub showed. */
    USER_VERIFY(32, "confirmed as it was shown"),
    /** The user typed or scanned the SKI. */
    USER_INPUT(64, "typed or scanned");

    private final int userTrust;
    private final String words;

    Origin(int userTrust, String words) {
      this.userTrust = userTrust;
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }

    /** The trust level that comes with it (SHIP 12.3.2). */
    public int userTrust() {
      return userTrust;
    }
  }

  /**
   * The trust level of the second factor (SHIP 12.3.2): 16 for a device that has entered our PIN.
   * The 32 that the first such device may get after a factory reset is not given: nothing depends
   * on it, and it would make the order of pairing matter.
   */
  public int secondFactor() {
    return pin.isVerified() ? 16 : 0;
  }

  TrustRecord named(ShipId id) {
    Optional<ShipId> former = shipId.filter(before -> !before.equals(id)).or(() -> formerId);
    return new TrustRecord(ski, Optional.of(id), origin, userTrust, addedAt, former, pin);
  }

  TrustRecord with(PinRecord other) {
    return new TrustRecord(ski, shipId, origin, userTrust, addedAt, formerId, other);
  }
}
