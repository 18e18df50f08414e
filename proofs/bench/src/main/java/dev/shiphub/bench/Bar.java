package dev.shiphub.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What is wanted of a line: of the ratio ours/theirs, and perhaps of our figure itself.
 *
 * @param sense whether small ratios are good ones
 * @param target the ratio that is the bar
 * @param aim the ratio that would be better
 * @param most our figure is never over this in any round, if given
 * @param least nor under this
 * @param guard the ratio beyond which every run fails, if it is not three times the target
 */
public record Bar(
    Sense sense,
    double target,
    double aim,
    OptionalDouble most,
    OptionalDouble least,
    OptionalDouble guard) {
  /** Machines of CI are slow and busy: so much worse than the bar is what fails there. */
  private static final double GENEROSITY = 3;

  /** Which ratios are good. */
  public enum Sense {
    /** At most the target. */
    AT_MOST,
    /** At least the target. */
    AT_LEAST,
    /** The figure is stated only. */
    NONE
  }

  /** What became of it. */
  public enum Verdict {
    /** The aim is met. */
    AIM,
    /** The target is met. */
    MET,
    /** The target is missed. */
    MISSED,
    /** Nothing was wanted. */
    STATED
  }

  /** A ratio of at most {@code target}, better {@code aim}. */
  public static Bar atMost(double target, double aim) {
    return new Bar(
        Sense.AT_MOST,
        target,
        aim,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  /** A ratio of at least {@code target}, better {@code aim}. */
  public static Bar atLeast(double target, double aim) {
    return new Bar(
        Sense.AT_LEAST,
        target,
        aim,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  /** Stated only. */
  public static Bar none() {
    return new Bar(
        Sense.NONE, 0, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** And our figure is in no round over this. A smoke run does not look at it: it may be a time. */
  public Bar neverOver(double figure) {
    return new Bar(sense, target, aim, OptionalDouble.of(figure), least, guard);
  }

  /** And our figure is in no round under this, also in a smoke run. */
  public Bar neverUnder(double figure) {
    return new Bar(sense, target, aim, most, OptionalDouble.of(figure), guard);
  }

  /** Where the target is missed: three times as bad as what was measured is what fails there. */
  public Bar guardedAt(double ratio) {
    return new Bar(sense, target, aim, most, least, OptionalDouble.of(ratio));
  }

  /** The verdict on the median ratio and on the least and greatest figures of ours. */
  Verdict judge(double ratio, double smallest, double greatest) {
    if (greatest > most.orElse(Double.POSITIVE_INFINITY)
        || smallest < least.orElse(Double.NEGATIVE_INFINITY)) {
      return Verdict.MISSED;
    }
    return switch (sense) {
      case NONE -> most.isPresent() || least.isPresent() ? Verdict.MET : Verdict.STATED;
      case AT_MOST -> ratio <= aim ? Verdict.AIM : ratio <= target ? Verdict.MET : Verdict.MISSED;
      case AT_LEAST -> ratio >= aim ? Verdict.AIM : ratio >= target ? Verdict.MET : Verdict.MISSED;
    };
  }

  /** Whether the best round is so bad that even a busy machine does not excuse it. */
  boolean isBeyondExcuse(double ratio, double smallest) {
    return smallest < least.orElse(Double.NEGATIVE_INFINITY)
        || switch (sense) {
          case NONE -> false;
          case AT_MOST -> !(ratio <= guard.orElse(GENEROSITY * target));
          case AT_LEAST -> !(ratio >= guard.orElse(target / GENEROSITY));
        };
  }

  /** The target and the aim, for the table. */
  String words() {
    String bounds =
        switch (sense) {
          case NONE -> "";
          case AT_MOST -> "≤ " + plain(target) + " ×, aim " + plain(aim);
          case AT_LEAST -> "≥ " + plain(target) + " ×, aim " + plain(aim);
        };
    String most = this.most.isPresent() ? "never over " + plain(this.most.getAsDouble()) : "";
    String least = this.least.isPresent() ? "never under " + plain(this.least.getAsDouble()) : "";
    String all = String.join(", ", bounds, most, least).replaceAll("^(, )+|(, )+$", "");
    return all.isEmpty() ? "stated" : all.replaceAll("(, )+", ", ");
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.valueOf((long) number)
        : String.format(Locale.ROOT, "%s", number);
  }
}
