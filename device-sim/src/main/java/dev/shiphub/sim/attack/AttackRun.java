package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A case that was run.
 *
 * @param attack which
 * @param verdict what came of it, and of the bystanders meanwhile
 * @param took how long
 * @param noticed what the bystanders noticed while it ran
 * @param vitals of the daemon right after it, if its process is known
 * @param transcript every step, with its time
 */
public record AttackRun(
    Attack attack,
    Verdict verdict,
    Duration took,
    Noticed noticed,
    Optional<Vitals> vitals,
    List<String> transcript) {
  public AttackRun {
    transcript = List.copyOf(transcript);
  }
}
