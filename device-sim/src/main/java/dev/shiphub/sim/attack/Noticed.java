package dev.shiphub.sim.attack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the bystanders noticed of a span of time.
 *
 * @param answered how many questions were answered
 * @param lost how many were not
 * @param late how many were answered later than they may
 * @param slowest the longest time to an answer
 * @param mishaps connections that were lost, questions that could not be asked
 */
public record Noticed(int answered, int lost, int late, Duration slowest, List<String> mishaps) {
  public Noticed {
    mishaps = List.copyOf(mishaps);
  }

  /** Both together. */
  Noticed and(Noticed other) {
    return new Noticed(
        answered + other.answered,
        lost + other.lost,
        late + other.late,
        slowest.compareTo(other.slowest) > 0 ? slowest : other.slowest,
        Stream.concat(mishaps.stream(), other.mishaps.stream()).toList());
  }

  /** What must not be; empty if nothing was noticed. */
  public Optional<String> complaint() {
    if (lost == 0 && late == 0 && mishaps.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "a bystander noticed: " + words() + (mishaps.isEmpty() ? "" : ", " + mishaps.getFirst()));
  }

  /** For people. */
  public String words() {
    return "%d answered, %d lost, %d late, slowest %d ms"
        .formatted(answered, lost, late, slowest.toMillis());
  }
}
