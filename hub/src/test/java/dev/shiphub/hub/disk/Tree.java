package dev.shiphub.hub.disk;

import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** All files and directories at one moment. Permissions are taken to be durable at once. */
public final class Tree {
  static final int ROOT = 0;

  private final Map<Integer, byte[]> files = new HashMap<>();
  private final Map<Integer, SortedMap<String, Integer>> folders = new HashMap<>();
  private final Map<Integer, Set<PosixFilePermission>> permissions = new HashMap<>();

  /** With nothing but a root. */
  public Tree() {
    folders.put(ROOT, new TreeMap<>());
  }

  Tree copy() {
    Tree copy = new Tree();
    // The octets of a file are never changed in place.
    copy.files.putAll(files);
    folders.forEach((node, names) -> copy.folders.put(node, new TreeMap<>(names)));
    copy.permissions.putAll(permissions);
    return copy;
  }

  void apply(Deed deed) {
    switch (deed) {
      case Deed.Make(int node, boolean isFolder) -> {
        if (isFolder) {
          folders.put(node, new TreeMap<>());
        } else {
          files.put(node, new byte[0]);
        }
      }
      case Deed.Write(int node, int at, var octets) -> write(node, at, octets.toArray());
      case Deed.Shorten(int node, int size) ->
          files.put(node, Arrays.copyOf(content(node), Math.min(size, content(node).length)));
      case Deed.Rename(int folder, var names) ->
          names.forEach((name, to) -> name(folder, name, to));
      case Deed.Sync _, Deed.Said _ -> {}
    }
  }

  /** What was never written between what was, reads as zeros. */
  private void write(int node, int at, byte[] octets) {
    byte[] before = content(node);
    byte[] after = Arrays.copyOf(before, Math.max(before.length, at + octets.length));
    System.arraycopy(octets, 0, after, at, octets.length);
    files.put(node, after);
  }

  private void name(int folder, String name, Optional<Integer> node) {
    node.ifPresentOrElse(it -> names(folder).put(name, it), () -> names(folder).remove(name));
  }

  byte[] content(int file) {
    return Optional.ofNullable(files.get(file)).orElseThrow();
  }

  SortedMap<String, Integer> names(int folder) {
    return Optional.ofNullable(folders.get(folder)).orElseThrow();
  }

  boolean isFolder(int node) {
    return folders.containsKey(node);
  }

  void permit(int node, Set<PosixFilePermission> allowed) {
    permissions.put(node, Set.copyOf(allowed));
  }

  Set<PosixFilePermission> permitted(int node) {
    return permissions.getOrDefault(node, Set.of());
  }

  int mostNode() {
    return Math.max(
        files.keySet().stream().mapToInt(it -> it).max().orElse(0),
        folders.keySet().stream().mapToInt(it -> it).max().orElse(0));
  }

  Set<Integer> nodes() {
    Set<Integer> nodes = new TreeSet<>(files.keySet());
    nodes.addAll(folders.keySet());
    return nodes;
  }

  /** The node of this name, from the root; empty if there is none. */
  Optional<Integer> find(List<String> names) {
    int at = ROOT;
    for (String name : names) {
      if (!isFolder(at) || !names(at).containsKey(name)) {
        return Optional.empty();
      }
      at = Objects.requireNonNull(names(at).get(name));
    }
    return Optional.of(at);
  }
}
