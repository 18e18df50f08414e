package dev.shiphub.hub.adapter.file;

import dev.shiphub.ship.file.DurableFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Puts the files of a backup into a locked state directory, all or nothing, whatever ends the
 * process in between.
 *
 * <p>They are written into a folder, {@code restore.new}, which counts for nothing. That it gets
 * the name {@code restored} is the one step that decides; from then on they are moved out of it,
 * and whoever opens the directory next goes on with that.
 */
public final class Restoration {
  private static final String HALF = "restore.new";
  private static final String WHOLE = "restored";

  private Restoration() {}

  /**
   * Whether files may be put there.
   *
   * @throws IOException if not; the message says what to do
   */
  public static void check(Path directory) throws IOException {
    if (StateFiles.holdsIdentity(directory)) {
      throw new IOException(
          directory
              + " holds an identity already, and nothing is restored over it; choose an empty"
              + " directory with --state, or move its "
              + StateFiles.IDENTITY
              + " and "
              + StateFiles.TRUST
              + " away");
    }
    for (String name : StateFiles.NAMES) {
      Path aside = aside(directory.resolve(name));
      if (exists(directory.resolve(name)) && exists(aside)) {
        throw new IOException(
            aside + " is in the way: the present " + name + " gets that name; move it away");
      }
    }
  }

  /**
   * Restores. A trust file without an identity, what a lost identity has left, is set aside under
   * another name.
   *
   * @throws IOException if it cannot be done; then the directory is as it was, or the files are
   *     there whole
   */
  public static void run(StateFiles files, StateDirectory state) throws IOException {
    Path directory = state.path();
    check(directory);
    Path half = directory.resolve(HALF);
    remove(half);
    Files.createDirectory(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (Map.Entry<String, byte[]> file : files.contents().entrySet()) {
      DurableFile.write(half.resolve(file.getKey()), file.getValue());
    }
    Files.move(half, directory.resolve(WHOLE), StandardCopyOption.ATOMIC_MOVE);
    DurableFile.sync(directory);
    finish(state);
  }

  /**
   * Goes on with a restore that was cut off after it had been decided; otherwise does nothing.
   *
   * @return whether there was one
   * @throws IOException if it cannot be done; the message says what to do
   */
  public static boolean finish(StateDirectory state) throws IOException {
    Path directory = state.path();
    Path whole = directory.resolve(WHOLE);
    if (!exists(whole)) {
      return false;
    }
    if (exists(whole.resolve(StateFiles.IDENTITY)) && StateFiles.holdsIdentity(directory)) {
      throw new IOException(
          whole
              + " holds an identity that was to be restored, and "
              + directory
              + " another one; move one of the two away");
    }
    for (String name : StateFiles.NAMES) {
      if (exists(whole.resolve(name))) {
        moveIn(whole.resolve(name), directory.resolve(name));
        DurableFile.sync(directory);
      }
    }
    remove(whole);
    DurableFile.sync(directory);
    return true;
  }

  private static void moveIn(Path file, Path place) throws IOException {
    if (exists(place)) {
      Files.move(place, aside(place), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path aside(Path place) {
    return place.resolveSibling(place.getFileName() + ".before-restore");
  }

  private static void remove(Path folder) throws IOException {
    if (exists(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
