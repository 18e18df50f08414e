package dev.shiphub.hub.crash;

import dev.shiphub.hub.core.StoredState;
import dev.shiphub.ship.Ski;

/** What a gateway has said, to users or devices or within itself, that must not prove untrue. */
sealed interface Word {
  /** It is known by this SKI. */
  record Known(Ski ski) implements Word {}

  /** A save has begun. */
  record Saving(StoredState state) implements Word {}

  /** The hub hears that it is on the disk, and acts on it. */
  record Saved(StoredState state) implements Word {}

  /**
   * The hub hears that it is not.
   *
   * @param isOpen whether only the last step failed, after which nobody can know
   */
  record NotSaved(StoredState state, boolean isOpen) implements Word {}

  /** A user has asked to trust a device, or not to. */
  record Asked(Ski ski, boolean isTrusted) implements Word {}

  /** A user is told that it is done, or the device is treated so. */
  record Done(Ski ski, boolean isTrusted) implements Word {}

  /** The audit log ends with the entry of this hash, and the hub acts on what it says. */
  record Noted(String head) implements Word {}

  /** An event of this number was written. */
  record Event(long seq) implements Word {}
}
