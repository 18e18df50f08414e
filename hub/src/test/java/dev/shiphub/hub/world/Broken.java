package dev.shiphub.hub.world;

/** A promise did not hold. */
public final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int promise;

  /**
   * A promise did not hold.
   *
   * @param promise its number in ARCHITECTURE.md
   */
  Broken(int promise, String words) {
    super("promise " + promise + ": " + words);
    this.promise = promise;
  }

  static void require(boolean holds, int promise, String words) {
    if (!holds) {
      throw new Broken(promise, words);
    }
  }

  int promise() {
    return promise;
  }
}
