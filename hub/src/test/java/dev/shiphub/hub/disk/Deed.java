package dev.shiphub.hub.disk;

import java.util.Map;
import java.util.Optional;

/** One thing that a program has done to a disk, or said; nodes are files and directories. */
public sealed interface Deed {
  /** A node has come into being, without a name. */
  record Make(int node, boolean isFolder) implements Deed {}

  /** Octets have been written. */
  record Write(int node, int at, Octets octets) implements Deed {}

  /** A file has been made shorter. */
  record Shorten(int node, int size) implements Deed {}

  /** Names in a directory have changed, all at once: to other nodes, or to none. */
  record Rename(int folder, Map<String, Optional<Integer>> names) implements Deed {}

  /** All that was done to a node before is on the disk, whatever happens. */
  record Sync(int node, boolean isFolder) implements Deed {}

  /** What a program has said at this moment to those who rely on it. */
  record Said(Object word) implements Deed {}
}
