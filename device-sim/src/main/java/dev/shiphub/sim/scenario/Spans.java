package dev.shiphub.sim.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as scenarios write them. */
final class Spans {
  static final String FORM = "([0-9]{1,6})(ms|s|m)";

  /** Nothing in a scenario takes longer. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private static final Pattern PARTS = Pattern.compile(FORM);

  private Spans() {}

  /** Reads a span such as {@code 500ms}, {@code 5s} or {@code 2m}. */
  static Optional<Duration> parse(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(parts.group(1));
    Duration span =
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          default -> Duration.ofMinutes(number);
        };
    return Optional.of(span).filter(it -> it.compareTo(LONGEST) <= 0);
  }
}
