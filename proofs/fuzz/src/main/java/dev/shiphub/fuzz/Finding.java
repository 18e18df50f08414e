package dev.shiphub.fuzz;

/** What a fuzz target must never see. */
final class Finding extends RuntimeException {
  private static final long serialVersionUID = 1;

  Finding(String what) {
    super(what);
  }

  static void unless(boolean holds, String what) {
    if (!holds) {
      throw new Finding(what);
    }
  }
}
