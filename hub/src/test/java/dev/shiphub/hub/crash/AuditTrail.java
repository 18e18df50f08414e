package dev.shiphub.hub.crash;

import dev.shiphub.hub.adapter.file.AuditCheck;
import dev.shiphub.hub.adapter.file.AuditVerdict;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an auditor finds in a state directory after a start. */
final class AuditTrail {
  private final List<String> broken = new ArrayList<>();
  private final Set<String> decided = new HashSet<>();

  private AuditTrail() {}

  /**
   * Why it is no proof of what is trusted.
   *
   * @param noted an end of the log that was acted on
   */
  static List<String> broken(Path state, StoredState stored, Optional<String> noted)
      throws IOException {
    AuditTrail trail = new AuditTrail();
    AuditVerdict verdict = AuditCheck.of(state, noted, trail::read);
    trail.broken.addAll(verdict.faults());
    for (TrustRecord trusted : stored.trusted()) {
      trail.requireDecided(trusted.ski());
    }
    return trail.broken;
  }

  private void read(JsonObject entry) {
    if (entry.text("deed").equals(Optional.of("paired"))) {
      decided.add(entry.text("ski").orElseThrow());
    }
  }

  /** That a start has found and added it is too late: trust came before its entry. */
  private void requireDecided(Ski trusted) {
    if (!decided.contains(trusted.hex())) {
      broken.add(trusted + " is trusted and the audit log does not say who decided that");
    }
  }
}
