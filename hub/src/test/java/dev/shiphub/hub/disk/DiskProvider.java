package dev.shiphub.hub.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What programs ask of a disk. What our stores never ask is not supported, and fails loudly. */
final class DiskProvider extends FileSystemProvider {
  private final Disk disk;

  DiskProvider(Disk disk) {
    this.disk = disk;
  }

  private static DiskPath on(Path path) {
    return (DiskPath) path;
  }

  private Optional<Integer> find(Path path) {
    return disk.tree().find(on(path).parts());
  }

  private int node(Path path) throws IOException {
    return find(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
  }

  private int folder(Path path) throws IOException {
    List<String> parts = on(path).parts();
    int folder =
        disk.tree()
            .find(parts.subList(0, parts.size() - 1))
            .orElseThrow(() -> new NoSuchFileException(path.toString()));
    if (!disk.tree().isFolder(folder)) {
      throw new FileSystemException(path.toString(), null, "Not a directory");
    }
    return folder;
  }

  private static String name(Path path) {
    return on(path).parts().getLast();
  }

  private int make(Path path, boolean isFolder, FileAttribute<?>... attributes) throws IOException {
    int node = disk.make(folder(path), name(path), isFolder);
    for (FileAttribute<?> attribute : attributes) {
      disk.tree().permit(node, DiskAttributes.permissions(attribute));
    }
    return node;
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Optional<Integer> there = find(path);
    if (there.isPresent() && options.contains(StandardOpenOption.CREATE_NEW)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    boolean isMade =
        there.isEmpty()
            && (options.contains(StandardOpenOption.CREATE)
                || options.contains(StandardOpenOption.CREATE_NEW));
    int node = isMade ? make(path, false, attributes) : node(path);
    if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
      disk.shorten(node, 0);
    }
    return new DiskFile(disk, node, options.contains(StandardOpenOption.APPEND));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String name : disk.tree().names(node(path)).keySet()) {
      if (filter.accept(path.resolve(name))) {
        found.add(path.resolve(name));
      }
    }
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return found.iterator();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    if (find(path).isPresent()) {
      throw new FileAlreadyExistsException(path.toString());
    }
    make(path, true, attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    int node = node(path);
    if (disk.tree().isFolder(node) && !disk.tree().names(node).isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    disk.remove(folder(path), name(path));
  }

  @Override
  public void move(Path from, Path to, CopyOption... options) throws IOException {
    int folder = folder(from);
    if (folder != folder(to)) {
      throw new UnsupportedOperationException("moves between directories");
    }
    if (node(from) == find(to).orElse(-1)) {
      return;
    }
    disk.rename(folder, name(from), name(to));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    node(path);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    int node = node(path);
    Tree tree = disk.tree();
    long size = tree.isFolder(node) ? 0 : tree.content(node).length;
    return type.cast(new DiskAttributes(tree.isFolder(node), size, tree.permitted(node), node));
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    if (type != PosixFileAttributeView.class) {
      throw new UnsupportedOperationException(type.getName());
    }
    return type.cast(
        new DiskAttributes.View(
            () -> readAttributes(path, DiskAttributes.class), it -> permit(path, it)));
  }

  private void permit(Path path, Set<PosixFilePermission> allowed) throws IOException {
    disk.tree().permit(node(path), allowed);
  }

  @Override
  public boolean isSameFile(Path one, Path other) {
    return find(one).equals(find(other));
  }

  @Override
  public String getScheme() {
    return "disk";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void copy(Path from, Path to, CopyOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isHidden(Path path) {
    return false;
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new UnsupportedOperationException();
  }
}
