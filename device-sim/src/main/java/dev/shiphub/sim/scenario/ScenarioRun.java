package dev.shiphub.sim.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A scenario that was played.
 *
 * @param scenario which
 * @param failure what went wrong, if something did
 * @param steps how many were taken
 * @param took how long
 * @param transcript every step and what was seen, with its time
 */
public record ScenarioRun(
    Scenario scenario,
    Optional<Failure> failure,
    int steps,
    Duration took,
    List<String> transcript) {
  public ScenarioRun {
    transcript = List.copyOf(transcript);
  }

  /** Whether all was as it must be. */
  public boolean isPassed() {
    return failure.isEmpty();
  }
}
