package dev.shiphub.sim;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something happens, as people type it: {@code 20/s}, {@code 30/m}, or {@code 10%}, which
 * is that share of the devices in a minute.
 *
 * @param number of it
 * @param unit {@code /s}, {@code /m} or {@code %}
 */
record Pace(double number, String unit) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(/s|/m|%)");
  private static final int SECONDS = 60;

  /** Reads one; empty if it is none. */
  static Optional<Pace> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new Pace(Double.parseDouble(form.group(1)), form.group(2)))
        : Optional.empty();
  }

  /** How often in a second, among so many devices. */
  double perSecond(int devices) {
    return switch (unit) {
      case "/s" -> number;
      case "/m" -> number / SECONDS;
      default -> number / 100 * devices / SECONDS;
    };
  }
}
