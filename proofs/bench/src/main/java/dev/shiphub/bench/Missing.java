package dev.shiphub.bench;

/** A program that a measurement needs is not on this machine; the row says so and is skipped. */
public final class Missing extends Exception {
  private static final long serialVersionUID = 1L;

  /** Because of this, such as {@code mosquitto (Debian: mosquitto)}. */
  public Missing(String what) {
    super(what);
  }
}
