package dev.shiphub.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the rounds say of one line. */
record Tally(Line line, int index, List<Round> rounds) {
  double ours() {
    return median(round -> round.ours().get(index));
  }

  double theirs() {
    return median(round -> round.theirs().get(index));
  }

  /** The median of the ratios of each round, which is not the ratio of the medians. */
  double ratio() {
    return median(this::ratio);
  }

  private double ratio(Round round) {
    return round.ours().get(index) / round.theirs().get(index);
  }

  private double median(ToDoubleFunction<Round> figure) {
    return median(rounds.stream().mapToDouble(figure).toArray());
  }

  /** The middle one, or the mean of the two in the middle; NaN of none. */
  static double median(double... figures) {
    double[] sorted = Arrays.stream(figures).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private double least(ToDoubleFunction<Round> figure) {
    return rounds.stream().mapToDouble(figure).min().orElse(Double.NaN);
  }

  private double most(ToDoubleFunction<Round> figure) {
    return rounds.stream().mapToDouble(figure).max().orElse(Double.NaN);
  }

  /** The least and the greatest of the ratios, or of our figures if there are no ratios. */
  String spread() {
    ToDoubleFunction<Round> which =
        Double.isNaN(ratio()) ? round -> round.ours().get(index) : this::ratio;
    return figure(least(which)) + "–" + figure(most(which));
  }

  Bar.Verdict verdict() {
    return line.bar()
        .judge(
            ratio(),
            least(round -> round.ours().get(index)),
            most(round -> round.ours().get(index)));
  }

  boolean isBeyondExcuse() {
    return line.bar().isBeyondExcuse(best(), least(round -> round.ours().get(index)));
  }

  /** The ratio of the best round: what the machine did beside spoils some rounds, a fault all. */
  private double best() {
    double[] ratios =
        rounds.stream().mapToDouble(this::ratio).filter(it -> !Double.isNaN(it)).toArray();
    return (line.bar().sense() == Bar.Sense.AT_LEAST
            ? Arrays.stream(ratios).max()
            : Arrays.stream(ratios).min())
        .orElse(Double.NaN);
  }

  /** Three digits that count; a dash if there is none. */
  static String figure(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    int whole = value == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    int decimals = Math.clamp(3 - whole, 0, 3);
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
