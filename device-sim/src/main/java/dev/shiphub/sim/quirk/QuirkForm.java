package dev.shiphub.sim.quirk;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.discovery.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may stand behind the {@code =} of a quirk. */
public enum QuirkForm {
  /** Nothing. */
  NONE("nothing"),
  /** A time. */
  TIME("a time such as 500ms, 5s or 10m"),
  /** A number. */
  COUNT("a number from 1 to 1000000"),
  /** A rule of double connections. */
  RULE("one of " + DoubleRule.names()),
  /** A PIN. */
  PIN(Pin.FORM),
  /** A path of HTTP. */
  PATH("a path such as /other/"),
  /** A SHIP ID. */
  SHIP_ID("a SHIP ID");

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}|1000000");

  private final String words;

  QuirkForm(String words) {
    this.words = words;
  }

  /** What is taken, for people. */
  public String words() {
    return words;
  }

  boolean takes(String text) {
    return switch (this) {
      case NONE -> text.isEmpty();
      case TIME -> time(text).isPresent();
      case COUNT -> NUMBER.matcher(text).matches();
      case RULE -> DoubleRule.named(text).isPresent();
      case PIN -> Pin.parse(text).isPresent();
      case PATH -> Endpoint.isPath(text);
      case SHIP_ID -> ShipId.parse(text).isPresent();
    };
  }

  static Optional<Duration> time(String text) {
    Matcher form = DURATION.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(form.group(1));
    return Stream.of(form.group(2))
        .map(
            unit ->
                switch (unit) {
                  case "ms" -> Duration.ofMillis(number);
                  case "s" -> Duration.ofSeconds(number);
                  case "m" -> Duration.ofMinutes(number);
                  default -> Duration.ofHours(number);
                })
        .findFirst();
  }
}
