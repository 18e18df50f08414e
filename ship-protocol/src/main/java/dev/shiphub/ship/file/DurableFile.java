package dev.shiphub.ship.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Writes a private file so that a power cut leaves the old content or the new, never a mixture.
 *
 * <p>Not to be called by a thread that may be interrupted: an interrupt closes the file under the
 * write.
 */
public final class DurableFile {
  private static final String UNFINISHED = ".new";

  private DurableFile() {}

  /**
   * Replaces the content of a file, mode 0600; when this returns, it is on the disk.
   *
   * @throws IOException if it could not be written; unless only the last step failed, to make the
   *     new name durable, the file is what it was before
   */
  public static void write(Path file, byte[] content) throws IOException {
    // A fixed name: the left-over of a power cut is replaced, not collected.
    Path fresh = file.resolveSibling(file.getFileName() + UNFINISHED);
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
      discard(fresh, failed);
      throw failed;
    }
    sync(directory(file));
  }

  private static Path directory(Path file) {
    return Objects.requireNonNull(file.getParent(), "a file has a directory");
  }

  /**
   * Puts a file, which need not be durable yet, under another name; when this returns, both are on
   * the disk. A file that had the name is gone.
   *
   * @throws IOException if it could not; then either name may be found after a power cut
   */
  public static void move(Path file, Path name) throws IOException {
    sync(file);
    Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
    sync(directory(name));
  }

  /**
   * Has the content of a file, or the names in a directory, on the disk when it returns.
   *
   * @throws IOException if it cannot be opened, or the disk fails
   */
  public static void sync(Path fileOrDirectory) throws IOException {
    try (FileChannel channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Removes what writes have left in a directory that a power cut or a kill interrupted.
   *
   * @return what was removed
   * @throws IOException if the directory cannot be read, or something not be removed
   */
  public static List<Path> discardUnfinished(Path directory) throws IOException {
    List<Path> discarded = new ArrayList<>();
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
      for (Path file : unfinished) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(file);
          discarded.add(file);
        }
      }
    }
    return discarded;
  }

  private static void discard(Path fresh, IOException failed) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException also) {
      failed.addSuppressed(also);
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
