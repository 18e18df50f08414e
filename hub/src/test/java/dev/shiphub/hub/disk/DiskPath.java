package dev.shiphub.hub.disk;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A path on a disk; how its names are joined and split is the business of a usual one.
 *
 * @param files where it leads
 * @param names a path of the same names elsewhere
 */
record DiskPath(DiskFileSystem files, Path names) implements Path {
  private DiskPath on(Path other) {
    return new DiskPath(files, other);
  }

  private @Nullable Path onOrNull(@Nullable Path other) {
    return other == null ? null : on(other);
  }

  private static Path plain(Path path) {
    return path instanceof DiskPath(_, Path names) ? names : path;
  }

  /** The names from the root. */
  List<String> parts() {
    return StreamSupport.stream(names.toAbsolutePath().normalize().spliterator(), false)
        .map(Path::toString)
        .toList();
  }

  @Override
  public FileSystem getFileSystem() {
    return files;
  }

  @Override
  public boolean isAbsolute() {
    return names.isAbsolute();
  }

  @Override
  public @Nullable Path getRoot() {
    return onOrNull(names.getRoot());
  }

  @Override
  public @Nullable Path getFileName() {
    return onOrNull(names.getFileName());
  }

  @Override
  public @Nullable Path getParent() {
    return onOrNull(names.getParent());
  }

  @Override
  public int getNameCount() {
    return names.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return on(names.getName(index));
  }

  @Override
  public Path subpath(int begin, int end) {
    return on(names.subpath(begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return names.startsWith(plain(other));
  }

  @Override
  public boolean endsWith(Path other) {
    return names.endsWith(plain(other));
  }

  @Override
  public Path normalize() {
    return on(names.normalize());
  }

  @Override
  public Path resolve(Path other) {
    return on(names.resolve(plain(other)));
  }

  @Override
  public Path relativize(Path other) {
    return on(names.relativize(plain(other)));
  }

  @Override
  public URI toUri() {
    return URI.create("disk:" + names);
  }

  @Override
  public Path toAbsolutePath() {
    return on(names.toAbsolutePath());
  }

  @Override
  public Path toRealPath(LinkOption... options) {
    return on(names.toAbsolutePath().normalize());
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(Path other) {
    return names.compareTo(plain(other));
  }

  @Override
  public String toString() {
    return names.toString();
  }
}
