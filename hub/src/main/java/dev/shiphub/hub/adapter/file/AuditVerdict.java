package dev.shiphub.hub.adapter.file;

import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a look at a whole audit log has shown.
 *
 * @param gateway whose it is
 * @param entries how many are good, from the first on
 * @param from the time of the first
 * @param until the time of the last
 * @param head the hash of the last
 * @param notes what an auditor has to know though it is in order
 * @param faults what is wrong, with file and line; empty if the log is whole
 */
public record AuditVerdict(
    Optional<Ski> gateway,
    long entries,
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<String> head,
    List<String> notes,
    List<String> faults) {
  /** Whether nothing is wrong. */
  public boolean isWhole() {
    return faults.isEmpty();
  }
}
