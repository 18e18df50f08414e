package dev.shiphub.hub;

import dev.shiphub.hub.adapter.admin.TokenFile;
import dev.shiphub.hub.adapter.doctor.Examination;
import dev.shiphub.hub.adapter.doctor.Machine;
import dev.shiphub.hub.adapter.doctor.StateHolder;
import dev.shiphub.hub.adapter.file.AuditCheck;
import dev.shiphub.hub.adapter.file.AuditLog;
import dev.shiphub.hub.adapter.file.AuditVerdict;
import dev.shiphub.hub.adapter.file.AuditWord;
import dev.shiphub.hub.adapter.file.Restoration;
import dev.shiphub.hub.adapter.file.SealedBackup;
import dev.shiphub.hub.adapter.file.StateDirectory;
import dev.shiphub.hub.adapter.file.StateFiles;
import dev.shiphub.hub.cli.Custodian;
import dev.shiphub.hub.port.BackupSource;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.file.DurableFile;
import dev.shiphub.ship.file.FileTrouble;
import dev.shiphub.ship.identity.IdentityFile;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.identity.SelfSigned;
import dev.shiphub.ship.identity.Validity;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Backup, restore and renewal of a state directory on which no daemon runs. */
final class Custody implements Custodian {
  private final Function<String, Optional<String>> environment;
  private final InstantSource wall;
  private final SecureRandom random;
  private final int iterations;

  /**
   * @param iterations of the key derivation of new backups
   */
  Custody(
      Function<String, Optional<String>> environment,
      InstantSource wall,
      SecureRandom random,
      int iterations) {
    this.environment = environment;
    this.wall = wall;
    this.random = random;
    this.iterations = iterations;
  }

  @Override
  public JsonObject backup(Optional<Path> given, String passphrase) throws IOException {
    if (passphrase.length() < BackupSource.SHORTEST_PASSPHRASE) {
      throw new IOException(
          "the passphrase of a backup has at least "
              + BackupSource.SHORTEST_PASSPHRASE
              + " characters; take a longer one");
    }
    try (StateDirectory state =
        opened(
            place(given),
            "the daemon that runs there makes the backup: leave --state out, and say where it is"
                + " with --admin HOST:PORT if need be")) {
      StateFiles files = StateFiles.in(state.path());
      return SealedBackup.seal(files, wall.instant(), passphrase, iterations, random);
    }
  }

  @Override
  public Restored restore(Path backup, Optional<Path> given, String passphrase) throws IOException {
    Path place = place(given);
    refuseIfUsed(place, "stop it, or choose another directory with --state");
    Restoration.check(place);
    StateFiles files = unsealed(backup, passphrase);
    try (StateDirectory state = StateDirectory.open(place)) {
      Restoration.finish(state);
      Restoration.run(files, state);
      int devices = files.stored().trusted().size();
      AuditLog.open(state.path(), files.ski(), wall)
          .tell(List.of(AuditWord.restored(files.ski(), devices)));
      return new Restored(
          state.path(),
          files.ski(),
          devices,
          files.stored().peers().size(),
          files.shipId().map(ShipId::value));
    }
  }

  private static StateFiles unsealed(Path backup, String passphrase) throws IOException {
    byte[] document;
    try (InputStream in = Files.newInputStream(backup)) {
      document = in.readNBytes(SealedBackup.MOST_BYTES);
    } catch (IOException unreadable) {
      throw new IOException(
          backup + " cannot be read: " + FileTrouble.words(unreadable), unreadable);
    }
    try {
      return SealedBackup.open(document, passphrase);
    } catch (IOException refused) {
      throw new IOException(backup + ": " + refused.getMessage(), refused);
    }
  }

  @Override
  public Renewed renew(Optional<Path> given) throws IOException {
    try (StateDirectory state =
        opened(place(given), "stop it first: it takes the new certificate at its next start")) {
      IdentityFile file = new IdentityFile(state.path().resolve(StateFiles.IDENTITY));
      LocalIdentity old = good(file.load());
      Validity validity = Validity.seenFrom(wall.instant());
      LocalIdentity renewed = SelfSigned.renew(old, Possessions.SUBJECT, validity, random);
      AuditLog.open(state.path(), old.ski(), wall)
          .tell(List.of(AuditWord.renewed(old.ski(), CertificateEnd.of(renewed).at())));
      LocalIdentity kept = good(file.renew(renewed, random));
      return new Renewed(state.path(), kept.ski(), CertificateEnd.of(kept).at());
    }
  }

  @Override
  public Audited audit(Optional<Path> given, Optional<String> head, Consumer<JsonObject> each)
      throws IOException {
    Path place = place(given);
    requireDirectory(place);
    AuditVerdict seen = AuditCheck.of(place, head, each);
    return new Audited(
        place,
        seen.gateway(),
        seen.entries(),
        seen.from(),
        seen.until(),
        seen.head(),
        seen.notes(),
        seen.faults());
  }

  @Override
  public JsonObject examine(Optional<Path> file, Optional<Path> given)
      throws IOException, InterruptedException {
    HubConfig config = ConfigFile.usual();
    if (file.isPresent()) {
      config =
          switch (ConfigFile.read(file.get().toString(), configuration(file.get()))) {
            case ConfigFile.Read.Ok(HubConfig read) -> read;
            case ConfigFile.Read.Refused(var complaints) ->
                throw new IOException(complaints.getFirst());
          };
    }
    Path place = place(given);
    Optional<Ski> running = StateHolder.of(place, Machine.LINUX.proc()).flatMap(_ -> ski(place));
    return new Examination(Machine.LINUX, wall, new SteadyClock())
        .of(HouseCall.outside(config, place, running))
        .toJson();
  }

  private static String configuration(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new IOException(file + " cannot be read: " + FileTrouble.words(unreadable), unreadable);
    }
  }

  private static Optional<Ski> ski(Path state) {
    return new IdentityFile(state.resolve(StateFiles.IDENTITY)).load()
            instanceof IdentityFile.Outcome.Loaded(LocalIdentity identity)
        ? Optional.of(identity.ski())
        : Optional.empty();
  }

  private static LocalIdentity good(IdentityFile.Outcome outcome) throws IOException {
    return switch (outcome) {
      case IdentityFile.Outcome.Loaded(LocalIdentity identity) -> identity;
      case IdentityFile.Outcome.Created(LocalIdentity identity) -> identity;
      case IdentityFile.Outcome.Broken(String why, String remedy) ->
          throw new IOException(why + "; " + remedy);
    };
  }

  /** An existing directory that nobody uses, locked, with what a cut off restore has left done. */
  private StateDirectory opened(Path place, String remedy) throws IOException {
    requireDirectory(place);
    refuseIfUsed(place, remedy);
    StateDirectory state = StateDirectory.open(place);
    try {
      if (Restoration.finish(state)) {
        Ski ski = StateFiles.in(state.path()).ski();
        AuditLog.open(state.path(), ski, wall).tell(List.of(AuditWord.restoredLate(ski)));
      }
      return state;
    } catch (IOException failed) {
      state.close();
      throw failed;
    }
  }

  private static void requireDirectory(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      throw new IOException(
          "there is no state directory " + place + "; say where it is with --state");
    }
  }

  private static void refuseIfUsed(Path place, String remedy) throws IOException {
    Optional<String> holder = StateDirectory.holder(place);
    if (holder.isPresent()) {
      throw new IOException(
          "a daemon (process " + holder.get() + ") runs on " + place + "; " + remedy);
    }
  }

  @Override
  public NewToken createToken(Optional<Path> file, Optional<Path> given, String name)
      throws IOException {
    Path state = place(given);
    if (file.isEmpty() && !Files.isDirectory(state)) {
      StateDirectory.open(state).close();
    }
    TokenFile tokens = new TokenFile(file.orElseGet(() -> state.resolve(AdminDoor.TOKENS)));
    requireOwner(tokens.path());
    return new NewToken(tokens.path(), tokens.add(name, random));
  }

  /** A file made by root in the directory of the daemon could not be read by the daemon. */
  private void requireOwner(Path file) throws IOException {
    Path directory = Optional.ofNullable(file.getParent()).orElse(file);
    if (!Files.isDirectory(directory)) {
      throw new IOException("there is no directory " + directory + "; choose another --file");
    }
    String owner = Files.getOwner(Files.exists(file) ? file : directory).getName();
    String user = System.getProperty("user.name", "?");
    if (!user.equals("?") && !user.equals(owner)) {
      throw new IOException(
          (Files.exists(file) ? file : directory)
              + " belongs to the user "
              + owner
              + "; make the token as that user: sudo -u "
              + owner
              + " shiphub token create ...");
    }
  }

  @Override
  public void keep(Path file, byte[] content, boolean mayReplace) throws IOException {
    try {
      if (!mayReplace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      DurableFile.writeAmongOthers(file, content);
    } catch (IOException failed) {
      throw new IOException(
          file + " cannot be written: " + FileTrouble.words(failed) + "; choose another", failed);
    }
  }

  private Path place(Optional<Path> given) {
    return StatePlace.of(given, environment);
  }
}
