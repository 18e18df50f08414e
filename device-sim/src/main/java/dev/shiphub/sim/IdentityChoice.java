package dev.shiphub.sim;

import dev.shiphub.ship.identity.IdentityFile;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** Which key a device has: a fresh one, or the one that it keeps in a directory. */
final class IdentityChoice {
  /** What became of it. */
  sealed interface Outcome {
    /** This one. */
    record Chosen(LocalIdentity identity) implements Outcome {}

    /** None; why, in one line. */
    record Refused(String why) implements Outcome {}
  }

  /** Enough for an order that one key in a hundred meets. */
  private static final int MOST_TRIES = 1_000;

  private static final String FILE = "identity.p12";

  private final Optional<SkiOrder> order;
  private final InstantSource wall;
  private final SecureRandom random;

  /**
   * @param wall the wall clock, for the dates in the certificate
   */
  IdentityChoice(Optional<SkiOrder> order, InstantSource wall, SecureRandom random) {
    this.order = order;
    this.wall = wall;
    this.random = random;
  }

  /** A fresh one, in memory only. */
  Outcome fresh(String commonName) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      LocalIdentity identity = LocalIdentity.generate(commonName, wall.instant(), random);
      if (isWanted(identity)) {
        return new Outcome.Chosen(identity);
      }
    }
    return new Outcome.Refused("no key found whose SKI is " + wish());
  }

  /** The one of a directory, made and saved there if it has none. */
  Outcome kept(Path directory, String commonName) {
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException notMade) {
      return new Outcome.Refused(directory + " cannot be made: " + notMade);
    }
    IdentityFile file = new IdentityFile(directory.resolve(FILE));
    if (file.exists()) {
      return chosen(file.load());
    }
    return switch (fresh(commonName)) {
      case Outcome.Chosen(LocalIdentity identity) -> chosen(file.save(identity, random));
      case Outcome.Refused refused -> refused;
    };
  }

  private Outcome chosen(IdentityFile.Outcome outcome) {
    return switch (outcome) {
      case IdentityFile.Outcome.Loaded(LocalIdentity identity) ->
          isWanted(identity)
              ? new Outcome.Chosen(identity)
              : new Outcome.Refused("the stored SKI " + identity.ski() + " is not " + wish());
      case IdentityFile.Outcome.Created(LocalIdentity identity) -> new Outcome.Chosen(identity);
      case IdentityFile.Outcome.Broken(String why, String remedy) ->
          new Outcome.Refused(why + "; " + remedy);
    };
  }

  private boolean isWanted(LocalIdentity identity) {
    return order.isEmpty() || order.get().isMetBy(identity.ski());
  }

  private String wish() {
    return order.map(SkiOrder::words).orElse("any");
  }
}
