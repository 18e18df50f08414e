package dev.shiphub.hub.adapter.file;

import dev.shiphub.ship.file.FileTrouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The directory that holds all that survives a restart: mode 0700, for one daemon at a time. */
public final class StateDirectory implements AutoCloseable {
  private static final Set<PosixFilePermission> PRIVATE =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path path;
  private final FileChannel lockFile;

  private StateDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Opens the directory, making it if need be, and locks it until {@link #close} or the end of the
   * process.
   *
   * @throws IOException if it cannot be made or used, or another daemon uses it; the message says
   *     what to do
   */
  public static StateDirectory open(Path path) throws IOException {
    Path directory = path.toAbsolutePath();
    try {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PRIVATE));
      if (!Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS).equals(PRIVATE)) {
        Files.setPosixFilePermissions(directory, PRIVATE);
      }
      return lock(directory);
    } catch (FileSystemException unusable) {
      throw new IOException(
          "the state directory "
              + directory
              + " cannot be used ("
              + unusable.getFile()
              + ": "
              + FileTrouble.words(unusable)
              + "); choose another with --state or make it writable",
          unusable);
    }
  }

  /**
   * The process that uses the directory at this moment; empty if none does. Writes nothing. Not for
   * that process itself, whose lock would end with this look.
   *
   * @throws IOException if that cannot be found out
   */
  public static Optional<String> holder(Path path) throws IOException {
    Path file = path.resolve("lock");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return tryLock(channel) == null
          ? Optional.of(Files.readString(file).strip())
          : Optional.empty();
    }
  }

  private static StateDirectory lock(Path directory) throws IOException {
    Path file = directory.resolve("lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      String holder = Files.readString(file).strip();
      channel.close();
      throw new IOException(
          "another daemon (process "
              + holder
              + ") uses the state directory "
              + directory
              + "; stop it, or choose another directory with --state");
    }
    sign(channel);
    return new StateDirectory(directory, channel);
  }

  /** Tells people who holds the lock. */
  private static void sign(FileChannel channel) {
    String pid = String.valueOf(ProcessHandle.current().pid());
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException _) {
      // The lock holds without it, and a full disk must not keep a gateway from starting.
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** Where it is, absolute. */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
