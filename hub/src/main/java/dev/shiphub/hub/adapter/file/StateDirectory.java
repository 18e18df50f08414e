package dev.shiphub.hub.adapter.file;

import dev.shiphub.ship.file.DurableFile;
import dev.shiphub.ship.file.FileTrouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory that holds all that survives a restart: mode 0700, for one daemon at a time. */
public final class StateDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
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
      syncNames(directory);
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

  /**
   * Has the names in the directory, and its own, on the disk: what a start finds, it relies on.
   *
   * <p>The run before may have been killed between a rename and its sync. And without the names
   * above, a power cut could take the whole directory, however durable its files.
   */
  private static void syncNames(Path directory) throws FileSystemException {
    for (Path at = directory; at != null; at = at.getParent()) {
      try {
        DurableFile.sync(at);
      } catch (AccessDeniedException notOurs) {
        // Nor have we made it.
        LOG.debug("the names in {} are not synced", at);
      } catch (IOException failed) {
        throw new FileSystemException(at.toString(), null, FileTrouble.words(failed));
      }
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
    discardUnfinished(directory);
    return new StateDirectory(directory, channel);
  }

  /** What a crash has left half written is of no use, and may hold a private key. */
  private static void discardUnfinished(Path directory) {
    try {
      for (Path file : DurableFile.discardUnfinished(directory)) {
        LOG.info("removed {}, which an earlier run has not finished", file);
      }
    } catch (IOException | DirectoryIteratorException stays) {
      LOG.warn("what an earlier run has not finished stays in {}: {}", directory, stays.toString());
    }
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
