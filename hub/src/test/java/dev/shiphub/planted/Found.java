package dev.shiphub.planted;

import java.util.Optional;

/**
 * That a finder has found a fault.
 *
 * @param by what has found it
 * @param millis how long that took, in milliseconds
 */
public record Found(String by, long millis) {
  /** By which one that did not end in its time has found something, or has not. */
  public static final String ENDLESS = "a test that does not end";

  private static final String SIGN = "FOUND ";

  /** What a finder prints that has found something. */
  public static String line(String by, long millis) {
    return SIGN + millis + " " + by.replace('\n', ' ');
  }

  /** Reads the output of a finder. */
  static Optional<Found> in(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(SIGN))
        .map(line -> line.substring(SIGN.length()).split(" ", 2))
        .map(cells -> new Found(cells[1], Long.parseLong(cells[0])))
        .findFirst();
  }
}
