package dev.shiphub.hub.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A file system in memory that records what is done to it, and what is synced when.
 *
 * <p>It may be full for a while: then writes fail in their midst, and so do new names and syncs.
 * Any thread.
 */
public final class Disk {
  private final Tree before;
  private final Tree now;
  private final List<Deed> deeds = new ArrayList<>();
  private final Set<Integer> locked = new HashSet<>();
  private final DiskFileSystem files = new DiskFileSystem(this);
  private int fullFrom = Integer.MAX_VALUE;
  private int fullUntil = Integer.MAX_VALUE;
  private int nextNode;
  private boolean hasFailedWithNames;
  private int faults;

  /** A disk that begins like this, after a power cut. */
  public Disk(Tree before) {
    this(before, List.of());
  }

  /** A disk on which all this has been done, and whose power was not cut since. */
  public Disk(Tree before, List<Deed> done) {
    this.before = before.copy();
    now = before.copy();
    done.forEach(now::apply);
    deeds.addAll(done);
    nextNode = now.mostNode() + 1;
  }

  /** How it was before the first deed. */
  public Tree before() {
    return before;
  }

  /** What was done so far. */
  public synchronized List<Deed> deeds() {
    return List.copyOf(deeds);
  }

  /** A path on this disk. */
  public Path path(String absolute) {
    return files.getPath(absolute);
  }

  /** Puts on record what a program says. */
  public synchronized void say(Object word) {
    deeds.add(new Deed.Said(word));
  }

  /** What a kernel does now and then: all that was written comes to the disk. */
  public synchronized void writeBack() {
    now.nodes().forEach(node -> deeds.add(new Deed.Sync(node, now.isFolder(node))));
  }

  /** Has no room left from the deed with this number on, until the other. */
  public synchronized void fillUp(int from, int until) {
    fullFrom = from;
    fullUntil = until;
  }

  /** How many calls failed because the disk was full. */
  public synchronized int faults() {
    return faults;
  }

  /** Whether the last call that failed was the sync of a directory; forgets it. */
  public synchronized boolean hasFailedWithNames() {
    boolean hasFailed = hasFailedWithNames;
    hasFailedWithNames = false;
    return hasFailed;
  }

  private boolean isFull() {
    // A failed call counts as a deed, so that a disk does not stay full for ever.
    return deeds.size() + faults >= fullFrom && deeds.size() + faults < fullUntil;
  }

  private void needRoom(boolean isForNames) throws IOException {
    if (isFull()) {
      faults++;
      hasFailedWithNames = isForNames;
      throw new FileSystemException("disk", null, "No space left on device");
    }
  }

  private void done(Deed deed) {
    now.apply(deed);
    deeds.add(deed);
  }

  synchronized Tree tree() {
    return now;
  }

  synchronized int make(int folder, String name, boolean isFolder) throws IOException {
    needRoom(false);
    int node = nextNode++;
    done(new Deed.Make(node, isFolder));
    done(new Deed.Rename(folder, Map.of(name, Optional.of(node))));
    return node;
  }

  synchronized void remove(int folder, String name) {
    done(new Deed.Rename(folder, Map.of(name, Optional.empty())));
  }

  synchronized void rename(int folder, String from, String to) throws IOException {
    needRoom(false);
    int node = Objects.requireNonNull(now.names(folder).get(from));
    done(new Deed.Rename(folder, Map.of(from, Optional.empty(), to, Optional.of(node))));
  }

  /** Returns how much there was room for. */
  synchronized int write(int file, int at, byte[] octets) throws IOException {
    if (isFull() && octets.length > 1) {
      faults++;
      byte[] half = Arrays.copyOf(octets, octets.length / 2);
      done(new Deed.Write(file, at, new Octets(half)));
      return half.length;
    }
    needRoom(false);
    done(new Deed.Write(file, at, new Octets(octets)));
    return octets.length;
  }

  synchronized void shorten(int file, int size) {
    done(new Deed.Shorten(file, size));
  }

  synchronized void sync(int node) throws IOException {
    needRoom(now.isFolder(node));
    done(new Deed.Sync(node, now.isFolder(node)));
  }

  synchronized boolean lock(int file) {
    return locked.add(file);
  }

  synchronized void unlock(int file) {
    locked.remove(file);
  }
}
