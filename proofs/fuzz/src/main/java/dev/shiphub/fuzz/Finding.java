package dev.shiphub.fuzz;

/** What a fuzz target must never see. */
public final class Finding extends RuntimeException {
  private static final long serialVersionUID = 1;

  private Finding(String what) {
    super(what);
  }

  /** Throws one unless this holds. */
  public static void unless(boolean holds, String what) {
    if (!holds) {
      throw new Finding(what);
    }
  }
}
