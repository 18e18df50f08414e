package dev.shiphub.hub.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file, or a directory that is open to be synced. Used by one thread. */
final class DiskFile extends FileChannel {
  private final Disk disk;
  private final int node;
  private final boolean isAppending;
  private int position;
  private boolean isLocking;

  DiskFile(Disk disk, int node, boolean isAppending) {
    this.disk = disk;
    this.node = node;
    this.isAppending = isAppending;
  }

  @Override
  public int read(ByteBuffer into) {
    int read = read(into, position);
    position += Math.max(0, read);
    return read;
  }

  @Override
  public int read(ByteBuffer into, long at) {
    byte[] content = disk.tree().content(node);
    int length = Math.min(into.remaining(), content.length - (int) at);
    if (length <= 0) {
      return into.hasRemaining() ? -1 : 0;
    }
    into.put(content, (int) at, length);
    return length;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int at = isAppending ? (int) size() : position;
    int written = write(from, at);
    position = at + written;
    return written;
  }

  @Override
  public int write(ByteBuffer from, long at) throws IOException {
    byte[] octets = new byte[from.remaining()];
    from.get(from.position(), octets);
    int written = disk.write(node, (int) at, octets);
    from.position(from.position() + written);
    return written;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public FileChannel position(long to) {
    position = (int) to;
    return this;
  }

  @Override
  public long size() {
    return disk.tree().content(node).length;
  }

  @Override
  public FileChannel truncate(long size) {
    disk.shorten(node, (int) size);
    position = Math.min(position, (int) size);
    return this;
  }

  @Override
  public void force(boolean isWithAttributes) throws IOException {
    disk.sync(node);
  }

  @Override
  public FileLock tryLock(long at, long size, boolean isShared) {
    if (!disk.lock(node)) {
      throw new OverlappingFileLockException();
    }
    isLocking = true;
    return new FileLock(this, at, size, isShared) {
      @Override
      public boolean isValid() {
        return isOpen();
      }

      @Override
      public void release() {
        disk.unlock(node);
      }
    };
  }

  @Override
  protected void implCloseChannel() {
    if (isLocking) {
      disk.unlock(node);
    }
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long at, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long at, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long at, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long at, long size, boolean isShared) {
    return tryLock(at, size, isShared);
  }
}
