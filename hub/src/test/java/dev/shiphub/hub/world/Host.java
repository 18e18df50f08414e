package dev.shiphub.hub.world;

/** A computer on the network: it can lose power, and its process can hang. */
final class Host {
  private final String name;
  private int moves;
  private boolean isDark;
  private boolean isStalled;

  Host(String name) {
    this.name = name;
  }

  /** Where it is found now. */
  String address() {
    return name + "-" + moves;
  }

  /** It gets another address; connections over the old one are cut off for ever. */
  void move() {
    moves++;
  }

  boolean isDark() {
    return isDark;
  }

  void dark(boolean isOff) {
    isDark = isOff;
  }

  boolean isStalled() {
    return isStalled;
  }

  void stall(boolean isHanging) {
    isStalled = isHanging;
  }

  @Override
  public String toString() {
    return name;
  }
}
