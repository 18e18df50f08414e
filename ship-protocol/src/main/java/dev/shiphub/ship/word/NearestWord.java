package dev.shiphub.ship.word;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;

/** What somebody meant who typed a name that does not exist. */
public final class NearestWord {
  private NearestWord() {}

  /**
   * The name that takes the fewest changes of a letter, Levenshtein's distance; the first of such.
   *
   * @param names at least one
   */
  public static String to(String typed, Collection<String> names) {
    return names.stream().min(Comparator.comparingInt(name -> distance(typed, name))).orElseThrow();
  }

  private static int distance(String one, String other) {
    int[] row = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
