package dev.shiphub.sim;

import dev.shiphub.ship.Ski;

/**
 * A wish for one's own SKI, because double connections are decided by its order.
 *
 * @param isBigger whether it shall be the bigger one
 * @param than the other one
 */
record SkiOrder(boolean isBigger, Ski than) {
  boolean isMetBy(Ski ski) {
    return isBigger ? ski.isBiggerThan(than) : than.isBiggerThan(ski);
  }

  String words() {
    return (isBigger ? "bigger" : "smaller") + " than " + than;
  }
}
