package dev.shiphub.hub.adapter.admin;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Turns instants of the steady clock into times that people read.
 *
 * <p>The steady clock may have started in 1970 on a machine without a battery; so an instant is
 * told by its distance from now, and that is right as soon as the wall clock is.
 *
 * @param steadyNow now, by the steady clock
 * @param wallNow now, by the wall clock
 */
record Times(Instant steadyNow, Instant wallNow) {
  /** The time in ISO 8601, with milliseconds, UTC. */
  JsonValue iso(Instant steady) {
    Instant time = wallNow.plus(Duration.between(steadyNow, steady));
    return JsonValue.of(time.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /** How long ago it was, in seconds; never negative. */
  JsonValue ago(Instant steady) {
    return seconds(since(steady));
  }

  /** In how long it will be, in seconds; never negative. */
  JsonValue in(Instant steady) {
    return seconds(until(steady));
  }

  Duration since(Instant steady) {
    return notNegative(Duration.between(steady, steadyNow));
  }

  Duration until(Instant steady) {
    return notNegative(Duration.between(steadyNow, steady));
  }

  private static JsonNumber seconds(Duration duration) {
    return new JsonNumber(BigDecimal.valueOf(duration.toMillis(), 3).toPlainString());
  }

  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
