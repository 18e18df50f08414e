package dev.shiphub.hub;

import dev.shiphub.hub.adapter.file.AuditLog;
import dev.shiphub.hub.adapter.file.AuditWord;
import dev.shiphub.hub.adapter.file.AuditedTrust;
import dev.shiphub.hub.adapter.file.RejectedEntry;
import dev.shiphub.hub.adapter.file.Restoration;
import dev.shiphub.hub.adapter.file.ShipIdFile;
import dev.shiphub.hub.adapter.file.StateDirectory;
import dev.shiphub.hub.adapter.file.StateFiles;
import dev.shiphub.hub.adapter.file.TrustFile;
import dev.shiphub.hub.adapter.file.TrustFile.Outcome.Salvaged;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.port.RecordStore;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.identity.IdentityFile;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.identity.SelfSigned;
import dev.shiphub.ship.identity.Subject;
import dev.shiphub.ship.identity.Validity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a gateway must not lose: its identity, its trust and its name.
 *
 * @param identity key, certificate and SKI
 * @param stored the trusted devices and static peers
 * @param rejected what stood among them and was none
 * @param shipId the SHIP ID under which devices know it
 * @param records where trust is saved, behind its audit log
 * @param audit every decision about trust
 */
record Possessions(
    LocalIdentity identity,
    StoredState stored,
    List<RejectedEntry> rejected,
    ShipId shipId,
    RecordStore records,
    AuditLog audit) {
  /** The name in our certificates. */
  static final Subject SUBJECT = new Subject("shiphub", "shiphub");

  private static final Logger LOG = LoggerFactory.getLogger(Possessions.class);

  /**
   * Loads all, or makes all at the very first start. An identity is never made beside existing
   * trust.
   *
   * @param configured the SHIP ID of the configuration, which is remembered; without one it is the
   *     remembered one, else one made of the SKI
   * @throws StartFailure if one of them cannot be used; all are left as they are
   */
  static Possessions load(
      StateDirectory state,
      Optional<ShipId> configured,
      TrustFile trustFile,
      InstantSource wall,
      SecureRandom random)
      throws StartFailure, IOException {
    boolean isRestored = Restoration.finish(state);
    LocalIdentity identity = identity(state.path(), trustFile, wall, random);
    Salvaged trust = trust(trustFile);
    AuditLog audit = AuditLog.open(state.path(), identity.ski(), wall);
    if (isRestored) {
      audit.tell(List.of(AuditWord.restoredLate(identity.ski())));
    }
    setAside(trust, trustFile, audit);
    return new Possessions(
        identity,
        trust.state(),
        trust.rejected(),
        shipId(new ShipIdFile(state.path()), configured, identity),
        AuditedTrust.open(trustFile, audit, trust.state()),
        audit);
  }

  private static LocalIdentity identity(
      Path state, TrustFile trustFile, InstantSource wall, SecureRandom random)
      throws StartFailure, IOException {
    IdentityFile file = new IdentityFile(state.resolve(StateFiles.IDENTITY));
    if (!file.exists() && trustFile.exists()) {
      throw new StartFailure(
          "identity.p12 is missing in "
              + state
              + " though there is a trust.json; put a backup back with 'shiphub identity restore"
              + " FILE --state "
              + state
              + "', or copy the file back. To start as a new hub, which every device has to pair"
              + " with again, move trust.json away");
    }
    return switch (file.loadOrCreate(
        () -> SelfSigned.create(SUBJECT, Validity.seenFrom(wall.instant()), random), random)) {
      case IdentityFile.Outcome.Loaded(LocalIdentity identity) -> identity;
      case IdentityFile.Outcome.Created(LocalIdentity identity) -> {
        LOG.info("made a new identity; it stays the same: keep a copy, 'shiphub identity backup'");
        trustFile.save(StoredState.EMPTY);
        yield identity;
      }
      case IdentityFile.Outcome.Broken(String why, String remedy) ->
          throw new StartFailure(
              why + "; " + remedy + "; 'shiphub identity restore FILE' puts a backup back");
    };
  }

  private static ShipId shipId(ShipIdFile file, Optional<ShipId> configured, LocalIdentity identity)
      throws IOException {
    Optional<ShipId> remembered = file.load();
    if (configured.isPresent() && !configured.equals(remembered)) {
      file.save(configured.get());
    }
    return configured
        .or(() -> remembered)
        .orElseGet(() -> new ShipId("shiphub-" + identity.ski().hex().substring(0, 12)));
  }

  private static Salvaged trust(TrustFile trustFile) throws StartFailure {
    return switch (trustFile.load()) {
      case TrustFile.Outcome.Loaded(StoredState stored) -> new Salvaged(stored, List.of());
      case Salvaged salvaged -> salvaged;
      case TrustFile.Outcome.Missing() -> {
        LOG.warn("trust.json is missing: no device is paired; if there was one, restore it");
        yield new Salvaged(StoredState.EMPTY, List.of());
      }
      case TrustFile.Outcome.Broken(String why, String remedy) ->
          throw new StartFailure(why + "; " + remedy);
    };
  }

  /** Told before it is done, like all that is done to trust. */
  private static void setAside(Salvaged trust, TrustFile trustFile, AuditLog audit)
      throws IOException {
    if (trust.rejected().isEmpty()) {
      return;
    }
    audit.tell(trust.rejected().stream().map(AuditWord::quarantined).toList());
    Path beside = trustFile.setAside(trust);
    for (RejectedEntry entry : trust.rejected()) {
      LOG.warn("{} in trust.json {}; it is set aside in {}", entry.where(), entry.why(), beside);
    }
  }
}
