package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import java.time.Duration;
import java.util.List;

/**
 * A case that was run, with the device in one role.
 *
 * @param official which
 * @param device the role of the device
 * @param verdict what came of it
 * @param took how long
 * @param transcript every step and message, with its time
 */
public record CaseRun(
    OfficialCase official, Role device, Verdict verdict, Duration took, List<String> transcript) {
  public CaseRun {
    transcript = List.copyOf(transcript);
  }

  /** Which role, where a case is run in both. */
  String label() {
    return official.roles().size() < 2 ? "" : device == Role.SERVER ? "server" : "client";
  }
}
