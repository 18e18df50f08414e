package dev.shiphub.ship.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Writes a private file so that a power cut leaves the old content or the new, never a mixture.
 *
 * <p>Not to be called by a thread that may be interrupted: an interrupt closes the file under the
 * write.
 */
public final class DurableFile {
  private DurableFile() {}

  /**
   * Replaces the content of a file, mode 0600; when this returns, it is on the disk.
   *
   * @throws IOException if it could not be written; unless only the last step failed, to make the
   *     new name durable, the file is what it was before
   */
  public static void write(Path file, byte[] content) throws IOException {
    // A fixed name: the left-over of a power cut is replaced, not collected.
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    replace(file, fresh, content);
  }

  /**
   * As {@link #write}, in a directory of somebody else, whose files are left alone: none but this
   * one is replaced.
   *
   * @throws IOException if it could not be written
   */
  public static void writeAmongOthers(Path file, byte[] content) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path fresh = Files.createTempFile(directory(absolute), ".shiphub-", ".new");
    Files.delete(fresh);
    replace(absolute, fresh, content);
  }

  private static void replace(Path file, Path fresh, byte[] content) throws IOException {
    try {
      fill(fresh, content);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      Files.deleteIfExists(fresh);
      throw failed;
    }
    sync(directory(file));
  }

  private static Path directory(Path file) {
    return Objects.requireNonNull(file.getParent(), "a file has a directory");
  }

  /**
   * Makes the names in a directory durable.
   *
   * @throws IOException if that failed
   */
  public static void sync(Path directory) throws IOException {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  private static void fill(Path fresh, byte[] content) throws IOException {
    // Private from its first moment: a later chmod would leave a gap.
    var privately =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (FileChannel channel =
        FileChannel.open(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), privately)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
