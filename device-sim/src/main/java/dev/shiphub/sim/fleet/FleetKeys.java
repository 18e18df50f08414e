package dev.shiphub.sim.fleet;

import dev.shiphub.ship.identity.IdentityFile;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** The keys of a fleet: kept in a directory, a file for each device, or fresh ones for each run. */
public final class FleetKeys {
  private final Optional<Path> directory;
  private final InstantSource wall;
  private final SecureRandom random;

  /**
   * @param directory where they are kept; empty for fresh ones
   * @param wall the wall clock, for the dates in the certificates
   */
  public FleetKeys(Optional<Path> directory, InstantSource wall, SecureRandom random) {
    this.directory = directory;
    this.wall = wall;
    this.random = random;
  }

  /**
   * The first so many; those that are missing are made.
   *
   * @param progress is told of each how many there are by now
   * @throws IOException if the directory cannot be used; why, in words
   */
  public List<LocalIdentity> first(int count, IntConsumer progress) throws IOException {
    if (directory.isPresent()) {
      Files.createDirectories(
          directory.get(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    List<LocalIdentity> keys = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      keys.add(directory.isPresent() ? kept(directory.get(), number) : fresh());
      progress.accept(keys.size());
    }
    return List.copyOf(keys);
  }

  private LocalIdentity fresh() {
    return LocalIdentity.generate("fleet", wall.instant(), random);
  }

  private LocalIdentity kept(Path home, int number) throws IOException {
    IdentityFile file = new IdentityFile(home.resolve("device-%04d.p12".formatted(number)));
    return switch (file.loadOrCreate(this::fresh, random)) {
      case IdentityFile.Outcome.Loaded(LocalIdentity identity) -> identity;
      case IdentityFile.Outcome.Created(LocalIdentity identity) -> identity;
      case IdentityFile.Outcome.Broken(String why, String remedy) ->
          throw new IOException(why + "; " + remedy);
    };
  }
}
