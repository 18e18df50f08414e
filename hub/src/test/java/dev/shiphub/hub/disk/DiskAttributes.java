package dev.shiphub.hub.disk;

import java.io.IOException;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Set;

/** What is known of a file beside its content. */
record DiskAttributes(
    boolean isDirectory, long size, Set<PosixFilePermission> permissions, Object fileKey)
    implements PosixFileAttributes {
  private static final FileTime NEVER = FileTime.fromMillis(0);

  static Set<PosixFilePermission> permissions(FileAttribute<?> attribute) {
    Set<PosixFilePermission> permissions = new HashSet<>();
    for (Object one : (Set<?>) attribute.value()) {
      permissions.add((PosixFilePermission) one);
    }
    return permissions;
  }

  @Override
  public boolean isRegularFile() {
    return !isDirectory;
  }

  @Override
  public boolean isSymbolicLink() {
    return false;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  @Override
  public FileTime lastModifiedTime() {
    return NEVER;
  }

  @Override
  public FileTime lastAccessTime() {
    return NEVER;
  }

  @Override
  public FileTime creationTime() {
    return NEVER;
  }

  @Override
  public UserPrincipal owner() {
    throw new UnsupportedOperationException();
  }

  @Override
  public GroupPrincipal group() {
    throw new UnsupportedOperationException();
  }

  /** Reads attributes. */
  interface Reader {
    DiskAttributes read() throws IOException;
  }

  /** Changes permissions. */
  interface Permitter {
    void permit(Set<PosixFilePermission> allowed) throws IOException;
  }

  /** The view of one file. */
  record View(Reader reader, Permitter permitter) implements PosixFileAttributeView {
    @Override
    public String name() {
      return "posix";
    }

    @Override
    public PosixFileAttributes readAttributes() throws IOException {
      return reader.read();
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> allowed) throws IOException {
      permitter.permit(allowed);
    }

    @Override
    public UserPrincipal getOwner() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setOwner(UserPrincipal owner) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setGroup(GroupPrincipal group) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime created) {
      throw new UnsupportedOperationException();
    }
  }
}
