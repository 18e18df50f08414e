package dev.shiphub.ship.identity;

import dev.shiphub.ship.file.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The file that keeps our identity over restarts, {@code identity.p12}: mode 0600, written durably,
 * never overwritten by another key.
 *
 * <p>Used by one process at a time, whose lock on the state directory is the caller's business, and
 * by a thread that nobody interrupts.
 */
public final class IdentityFile {
  /** What became of the identity. */
  public sealed interface Outcome {
    /** It was there. */
    record Loaded(LocalIdentity identity) implements Outcome {}

    /** It was not there and is now. */
    record Created(LocalIdentity identity) implements Outcome {}

    /**
     * It cannot be used, and was left as it is.
     *
     * @param why what is wrong with the file
     * @param remedy what the operator can do
     */
    record Broken(String why, String remedy) implements Outcome {}
  }

  private static final int MOST_BYTES = 64 * 1024;
  private static final Set<PosixFilePermission> FOR_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));
  private static final String RESTORE =
      "restore it from a backup; without one, move it away, together with trust.json if that is "
          + "there, for a new identity, which every device has to pair with again";

  private final Path file;

  /** The file need not exist; its directory must. */
  public IdentityFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** Whether something is there, usable or not. */
  public boolean exists() {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Loads the identity, or makes and saves one if the file does not exist.
   *
   * @param maker asked only if there is no file
   */
  public Outcome loadOrCreate(Supplier<LocalIdentity> maker, SecureRandom random) {
    return exists() ? load() : save(maker.get(), random);
  }

  /** Loads the identity; {@code Loaded} or {@code Broken}. */
  public Outcome load() {
    try {
      Optional<Outcome> refusal = refusal();
      return refusal.isPresent() ? refusal.get() : read(Files.readAllBytes(file));
    } catch (NoSuchFileException missing) {
      return new Outcome.Broken(file + " does not exist", "restore it from a backup");
    } catch (IOException unreadable) {
      return new Outcome.Broken(
          file + " cannot be read: " + unreadable,
          "make it readable for the user that runs the hub");
    }
  }

  /** Saves an identity where there is none yet; {@code Created} or {@code Broken}. */
  public Outcome save(LocalIdentity identity, SecureRandom random) {
    if (exists()) {
      return new Outcome.Broken(file + " exists", "move it away first; it is never overwritten");
    }
    return write(identity, random)
        .<Outcome>map(broken -> broken)
        .orElse(new Outcome.Created(identity));
  }

  /**
   * Replaces the certificate, keeping the key; {@code Created}, or {@code Broken} and the old file
   * stays.
   */
  public Outcome renew(LocalIdentity renewed, SecureRandom random) {
    return switch (load()) {
      case Outcome.Loaded(LocalIdentity old) when old.ski().equals(renewed.ski()) ->
          write(renewed, random)
              .<Outcome>map(broken -> broken)
              .orElse(new Outcome.Created(renewed));
      case Outcome.Loaded(LocalIdentity old) ->
          new Outcome.Broken(
              "the new certificate is for another key",
              "renew the certificate of SKI " + old.ski());
      case Outcome.Created _ -> throw new IllegalStateException("loading does not create");
      case Outcome.Broken broken -> broken;
    };
  }

  private Optional<Outcome> refusal() throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    if (!attributes.isRegularFile()) {
      return Optional.of(new Outcome.Broken(file + " is not a file", "move it away"));
    }
    if (attributes.permissions().stream().anyMatch(FOR_OTHERS::contains)) {
      return Optional.of(
          new Outcome.Broken(
              file + " is open to other users, who may have copied the private key",
              "run: chmod 600 "
                  + file
                  + ", and think of a new identity if the machine has other users"));
    }
    if (attributes.size() > MOST_BYTES) {
      return Optional.of(new Outcome.Broken(file + " is too big for an identity", RESTORE));
    }
    return Optional.empty();
  }

  private Outcome read(byte[] bytes) {
    return read(file.toString(), bytes);
  }

  /**
   * Reads the content of such a file, wherever it comes from; {@code Loaded} or {@code Broken}.
   *
   * @param name what to call it
   */
  public static Outcome read(String name, byte[] bytes) {
    try {
      KeyStoreBytes.Entry entry = KeyStoreBytes.read(bytes);
      Optional<String> flaw = LocalIdentity.flaw(entry.privateKey(), entry.certificate());
      return flaw.isPresent()
          ? new Outcome.Broken(name + " cannot be used: " + flaw.get(), RESTORE)
          : new Outcome.Loaded(LocalIdentity.of(entry.privateKey(), entry.certificate()));
    } catch (GeneralSecurityException damaged) {
      return new Outcome.Broken(name + " cannot be used: " + words(damaged), RESTORE);
    }
  }

  private Optional<Outcome.Broken> write(LocalIdentity identity, SecureRandom random) {
    try {
      DurableFile.write(file, KeyStoreBytes.write(identity, random));
      return Optional.empty();
    } catch (IOException failed) {
      return Optional.of(
          new Outcome.Broken(
              file + " cannot be written: " + failed,
              "make its directory writable and free some space"));
    }
  }

  private static String words(GeneralSecurityException problem) {
    String message = problem.getMessage();
    return message == null ? problem.getClass().getSimpleName() : message;
  }
}
