package dev.shiphub.hub.model;

import java.util.random.RandomGenerator;

/** Draws the longest delay every time: what takes how long at worst is then no matter of luck. */
final class LongestDraw implements RandomGenerator {
  @Override
  public long nextLong() {
    return -1;
  }

  @Override
  public int nextInt(int origin, int bound) {
    return bound - 1;
  }
}
