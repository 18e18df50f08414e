package dev.shiphub.hub.why;

import java.util.Locale;

/** Who has to act. */
public enum Actor {
  /** Whoever operates the device, at it or in its app. */
  DEVICE_USER,
  /** Whoever operates this hub. */
  HUB_USER,
  /** Whoever looks after the home's network. */
  INSTALLER,
  /** The maker of the device, or of the hub. */
  MANUFACTURER,
  /** It goes on by itself. */
  NOBODY;

  /** The name for programs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
