package dev.shiphub.hub.why;

import java.util.Locale;

/**
 * Why a device is not in data exchange, or that it is. The labels are a promise to programs; the
 * words for people are in {@link Wording}.
 */
public enum Cause {
  CONNECTED(Actor.NOBODY),

  // Somebody has to decide or to enter something.
  DEVICE_ASKS(Actor.HUB_USER),
  AWAITING_DEVICE_TRUST(Actor.DEVICE_USER),
  DEVICE_UNDECIDED(Actor.DEVICE_USER),
  DEVICE_REFUSES_TRUST(Actor.DEVICE_USER),
  DEVICE_REMOVED_HUB(Actor.DEVICE_USER),
  SHIP_ID_MISMATCH(Actor.DEVICE_USER),
  DEVICE_PIN_NEEDED(Actor.HUB_USER),
  DEVICE_PIN_WRONG(Actor.HUB_USER),
  DEVICE_PIN_BLOCKED(Actor.NOBODY),
  DEVICE_PIN_SENT(Actor.NOBODY),
  OWN_PIN_NEEDED(Actor.DEVICE_USER),
  OWN_PIN_BLOCKED(Actor.NOBODY),
  NOT_PAIRED(Actor.HUB_USER),
  NOT_PAIRED_GONE(Actor.NOBODY),
  DENIED(Actor.HUB_USER),
  UNDECIDED(Actor.HUB_USER),
  DISCONNECTED_BY_USER(Actor.NOBODY),

  // It cannot be found.
  HUB_OFFLINE(Actor.INSTALLER),
  NOT_SEEN(Actor.DEVICE_USER),
  VANISHED(Actor.DEVICE_USER),
  NAME_UNKNOWN(Actor.INSTALLER),
  TWO_CLAIMANTS(Actor.INSTALLER),

  // It is where it should be, and does not answer as it should.
  CONNECTION_REFUSED(Actor.DEVICE_USER),
  UNREACHABLE(Actor.INSTALLER),
  NO_ANSWER(Actor.INSTALLER),
  TLS_SILENT(Actor.DEVICE_USER),
  TLS_FAILED(Actor.MANUFACTURER),
  OTHER_DEVICE(Actor.INSTALLER),
  BAD_CERTIFICATE(Actor.MANUFACTURER),
  NO_SHIP(Actor.INSTALLER),
  UPGRADE_SILENT(Actor.DEVICE_USER),
  DEVICE_FULL(Actor.DEVICE_USER),

  // A connection was open.
  SILENT_AT_START(Actor.DEVICE_USER),
  SILENT_IN_HANDSHAKE(Actor.DEVICE_USER),
  INCOMPATIBLE(Actor.MANUFACTURER),
  BREAKS_PROTOCOL(Actor.MANUFACTURER),
  CLOSED_IN_HANDSHAKE(Actor.DEVICE_USER),
  BROKE_IN_HANDSHAKE(Actor.INSTALLER),
  DEVICE_CLOSED(Actor.NOBODY),
  FELL_SILENT(Actor.INSTALLER),
  CONNECTION_BROKE(Actor.NOBODY),
  DOUBLE_CONNECTION(Actor.NOBODY),

  // It is up to the hub.
  DIALLING(Actor.NOBODY),
  HANDSHAKE_RUNNING(Actor.NOBODY),
  CLOSING(Actor.NOBODY),
  DIAL_PLANNED(Actor.NOBODY),
  HUB_FULL(Actor.HUB_USER),
  HUB_OVERRUN(Actor.HUB_USER),
  HUB_STOPPING(Actor.NOBODY),
  HUB_FAULT(Actor.MANUFACTURER);

  private final Actor actor;

  Cause(Actor actor) {
    this.actor = actor;
  }

  /** Who has to act. */
  public Actor actor() {
    return actor;
  }

  /** The code for programs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
