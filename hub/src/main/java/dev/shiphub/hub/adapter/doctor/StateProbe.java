package dev.shiphub.hub.adapter.doctor;

import dev.shiphub.hub.adapter.file.AuditCheck;
import dev.shiphub.hub.adapter.file.AuditVerdict;
import dev.shiphub.hub.adapter.file.ShipIdFile;
import dev.shiphub.hub.adapter.file.StateFiles;
import dev.shiphub.hub.adapter.file.TrustFile;
import dev.shiphub.hub.doctor.Check;
import dev.shiphub.hub.doctor.DaemonCheck;
import dev.shiphub.hub.doctor.StateDirectoryCheck;
import dev.shiphub.hub.doctor.StateDirectoryCheck.Condition;
import dev.shiphub.hub.doctor.StoreCheck;
import dev.shiphub.hub.doctor.Topic;
import dev.shiphub.ship.identity.IdentityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is kept, read by the readers that a start uses. Only reads, and takes no lock. */
record StateProbe(Patient patient, Machine machine) implements Probe {
  private static final String RESTORE_DE =
      "aus einer Sicherung zurückholen: shiphub identity restore FILE";

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.STATE_DIRECTORY, Topic.IDENTITY, Topic.TRUST, Topic.AUDIT);
  }

  @Override
  public List<Check> look() throws IOException {
    Path state = patient.state();
    List<Check> checks = new ArrayList<>();
    if (!patient.isInside()) {
      checks.add(new DaemonCheck(StateHolder.of(state, machine.proc())));
    }
    String user = System.getProperty("user.name", "?");
    checks.add(new StateDirectoryCheck(state.toString(), condition(state), user));
    checks.add(identity(new IdentityFile(state.resolve(StateFiles.IDENTITY))));
    checks.add(trust(state));
    checks.add(audit(state));
    return checks;
  }

  private static Condition condition(Path state) throws IOException {
    if (!Files.exists(state, LinkOption.NOFOLLOW_LINKS)) {
      return Condition.MISSING;
    }
    if (!Files.isDirectory(state)) {
      return Condition.NO_DIRECTORY;
    }
    String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(state));
    if (!rights.endsWith("------")) {
      return Condition.OPEN;
    }
    return Files.isWritable(state) && !Files.getFileStore(state).isReadOnly()
        ? Condition.GOOD
        : Condition.READ_ONLY;
  }

  private StoreCheck identity(IdentityFile file) {
    if (!file.exists()) {
      return Files.exists(patient.state().resolve(StateFiles.TRUST))
          ? StoreCheck.broken(
              Topic.IDENTITY,
              "identity.p12 is missing though there is a trust.json",
              "put a backup back: shiphub identity restore FILE",
              RESTORE_DE)
          : StoreCheck.good(
              Topic.IDENTITY,
              "none yet; the first start makes it",
              "noch keine; der erste Start" + " legt sie an");
    }
    return switch (file.load()) {
      case IdentityFile.Outcome.Loaded(var identity) -> known(identity.ski().grouped());
      case IdentityFile.Outcome.Created(var identity) -> known(identity.ski().grouped());
      case IdentityFile.Outcome.Broken(String why, String remedy) ->
          StoreCheck.broken(Topic.IDENTITY, why, remedy, RESTORE_DE + " (" + remedy + ")");
    };
  }

  private static StoreCheck known(String ski) {
    return StoreCheck.good(Topic.IDENTITY, "SKI " + ski, "SKI " + ski);
  }

  private static StoreCheck trust(Path state) {
    return switch (new TrustFile(state.resolve(StateFiles.TRUST)).load()) {
      case TrustFile.Outcome.Loaded(var stored) -> {
        int count = stored.trusted().size();
        yield shipId(state)
            .orElseGet(
                () ->
                    StoreCheck.good(
                        Topic.TRUST, "paired devices: " + count, "gekoppelte Geräte: " + count));
      }
      case TrustFile.Outcome.Salvaged(var _, var rejected) ->
          StoreCheck.flawed(
              Topic.TRUST,
              rejected.size() + " entries of trust.json are none; the next start sets them aside",
              "look at them in trust.rejected-....json then, and pair those devices again",
              "sie danach in trust.rejected-....json ansehen und diese Geräte neu koppeln");
      case TrustFile.Outcome.Missing() ->
          StoreCheck.good(Topic.TRUST, "no device is paired", "kein Gerät ist gekoppelt");
      case TrustFile.Outcome.Broken(String why, String remedy) ->
          StoreCheck.broken(Topic.TRUST, why, remedy, RESTORE_DE + " (" + remedy + ")");
    };
  }

  /** The trouble with the remembered SHIP ID, without which trust is worth little. */
  private static Optional<StoreCheck> shipId(Path state) {
    try {
      Optional<?> _ = new ShipIdFile(state).load();
      return Optional.empty();
    } catch (IOException broken) {
      return Optional.of(
          StoreCheck.broken(
              Topic.TRUST, Addresses.words(broken), "see to this file", "diese Datei richten"));
    }
  }

  private static StoreCheck audit(Path state) throws IOException {
    if (!Files.isDirectory(state)) {
      return StoreCheck.good(Topic.AUDIT, "none yet", "noch keines");
    }
    AuditVerdict seen = AuditCheck.of(state, Optional.empty(), _ -> {});
    return seen.isWhole()
        ? StoreCheck.good(
            Topic.AUDIT, "whole, entries: " + seen.entries(), "heil, Einträge: " + seen.entries())
        : StoreCheck.flawed(
            Topic.AUDIT,
            "not whole: " + seen.faults().getFirst(),
            "see all with 'shiphub audit verify'; the hub works without, but somebody or something"
                + " has changed it",
            "alles zeigt 'shiphub audit verify'; der Hub arbeitet auch so, aber jemand oder etwas"
                + " hat es verändert");
  }
}
