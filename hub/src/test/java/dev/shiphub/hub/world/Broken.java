package dev.shiphub.hub.world;

/** A promise did not hold. */
final class Broken extends RuntimeException {
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

  int promise() {
    return promise;
  }
}
