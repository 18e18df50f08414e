package dev.shiphub.hub.core;

import dev.shiphub.ship.Ski;
import java.util.Optional;

/**
 * One decision about trust, for whoever audits the gateway. When it was made is stamped by whoever
 * writes it down.
 *
 * @param deed what was decided
 * @param ski about which device; empty where it is about none, as with the pairing window
 * @param who who decided: the way in that the user took, or the hub by itself
 * @param how by which means: typed, scanned or confirmed, for how long
 * @param evidence what the decision rested on: what was shown or known of the device
 */
public record AuditRecord(Deed deed, Optional<Ski> ski, String who, String how, String evidence) {
  /** What can be decided. */
  public enum Deed {
    PAIRED("paired"),
    DENIED("denied"),
    UNPAIRED("unpaired"),
    WINDOW_OPENED("window opened"),
    WINDOW_CLOSED("window closed");

    private final String label;

    Deed(String label) {
      this.label = label;
    }

    /** The name in the file. */
    public String label() {
      return label;
    }
  }
}
