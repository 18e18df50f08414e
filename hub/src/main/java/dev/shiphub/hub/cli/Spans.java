package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time, for people and as the seconds of the API. */
public final class Spans {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

  private Spans() {}

  /** Reads a span such as {@code 500ms}, {@code 50s}, {@code 2m} or {@code 1h}. */
  public static Optional<Duration> parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        });
  }

  /** For instance {@code 12 s ago}; empty if there is no such member. */
  static String ago(Doc doc, String name) {
    String span = of(doc, name);
    return span.isEmpty() ? "" : span + " ago";
  }

  /** For instance {@code 4.2 s} or {@code 5 min}; empty if there is no such member. */
  static String of(Doc doc, String name) {
    String literal = doc.text(name);
    return literal.isEmpty() ? "" : words(Double.parseDouble(literal));
  }

  /** What is left, at least: five minutes of which a moment is over are still {@code 5 min}. */
  static String left(double seconds) {
    double whole = Math.ceil(seconds);
    return words(whole < 120 ? whole : Math.ceil(whole / 60) * 60);
  }

  /** In seconds with milliseconds, as a number. */
  static JsonNumber json(Duration span) {
    return new JsonNumber(seconds(span));
  }

  /** For instance {@code 0.412 s}. */
  static String exact(Duration span) {
    return seconds(span) + " s";
  }

  private static String seconds(Duration span) {
    return BigDecimal.valueOf(span.toMillis(), 3).toPlainString();
  }

  /** In one unit, which is enough. */
  static String words(double seconds) {
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (seconds < 120) {
      return (long) seconds + " s";
    }
    if (seconds < 7_200) {
      return (long) (seconds / 60) + " min";
    }
    return seconds < 172_800 ? (long) (seconds / 3_600) + " h" : (long) (seconds / 86_400) + " d";
  }
}
