package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Declarations;
import dev.shiphub.sim.bench.Verdict;
import java.time.Duration;
import java.util.List;

/**
 * A case that was run, with the device in one role.
 *
 * @param test which
 * @param device the role of the device
 * @param declared what the vendor said of the device that was run
 * @param verdict what came of it
 * @param took how long
 * @param transcript every step and message, with its time
 */
public record CaseRun(
    TestCase test,
    Role device,
    Declarations declared,
    Verdict verdict,
    Duration took,
    List<String> transcript) {
  public CaseRun {
    transcript = List.copyOf(transcript);
  }

  /** Which role, where a case is run in both. */
  String label() {
    return test.sheet().roles().each().size() < 2 ? "" : roleWord();
  }

  String roleWord() {
    return device == Role.SERVER ? "server" : "client";
  }

  /** Whether it says the same thing anew: the same case in the same role of the same device. */
  boolean repeats(CaseRun other) {
    return test.equals(other.test) && device == other.device && declared.equals(other.declared);
  }
}
