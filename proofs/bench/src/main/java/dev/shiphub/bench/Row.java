package dev.shiphub.bench;

import java.util.List;
import java.util.function.Function;

/**
 * A measurement that can be chosen.
 *
 * @param numbers the rows of the issue that it has
 * @param maker makes it; costs nothing yet
 */
record Row(List<Integer> numbers, Function<Workplace, Measurement> maker) {
  static Row of(int number, Function<Workplace, Measurement> maker) {
    return new Row(List.of(number), maker);
  }
}
