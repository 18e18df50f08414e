package dev.shiphub.hub.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What a power cut may leave on a disk.
 *
 * <p>What was synced is there. Of what was not, anything may be: each write is kept, lost or torn,
 * in any order; each change of names is kept or lost as a whole. POSIX promises no more.
 */
public final class PowerCut {
  private final RandomGenerator random;

  /** Draws one of the possible states after the other. */
  public PowerCut(RandomGenerator random) {
    this.random = random;
  }

  /** One state that the cut may leave behind these deeds on this disk. */
  public Tree after(Tree before, List<Deed> deeds) {
    Tree tree = before.copy();
    Map<Integer, List<Deed>> unsynced = new LinkedHashMap<>();
    for (Deed deed : deeds) {
      switch (deed) {
        case Deed.Make _ -> tree.apply(deed);
        case Deed.Write(int node, _, _) -> add(unsynced, node, deed);
        case Deed.Shorten(int node, _) -> add(unsynced, node, deed);
        case Deed.Rename(int folder, _) -> add(unsynced, folder, deed);
        case Deed.Sync(int node, _) -> {
          unsynced.getOrDefault(node, List.of()).forEach(tree::apply);
          unsynced.remove(node);
        }
        case Deed.Said _ -> {}
      }
    }
    unsynced.values().forEach(pending -> survivors(pending).forEach(tree::apply));
    return tree;
  }

  private static void add(Map<Integer, List<Deed>> unsynced, int node, Deed deed) {
    unsynced.computeIfAbsent(node, _ -> new ArrayList<>()).add(deed);
  }

  private List<Deed> survivors(List<Deed> pending) {
    return switch (random.nextInt(5)) {
      case 0 -> List.of();
      case 1 -> pending;
      // The usual case: what is written later comes to the disk later.
      case 2 -> tornAtTheEnd(pending.subList(0, random.nextInt(pending.size()) + 1));
      default -> any(pending);
    };
  }

  private List<Deed> tornAtTheEnd(List<Deed> pending) {
    List<Deed> kept = new ArrayList<>(pending.subList(0, pending.size() - 1));
    kept.add(torn(pending.getLast()));
    return kept;
  }

  private List<Deed> any(List<Deed> pending) {
    List<Deed> kept = new ArrayList<>();
    for (Deed deed : pending) {
      switch (random.nextInt(3)) {
        case 0 -> kept.add(deed);
        case 1 -> kept.add(torn(deed));
        default -> {}
      }
    }
    if (random.nextBoolean() && kept.stream().noneMatch(Deed.Rename.class::isInstance)) {
      Collections.shuffle(kept, Random.from(random));
    }
    return kept;
  }

  /** Names change as a whole; of a write, a beginning is there, or its place with zeros in it. */
  private Deed torn(Deed deed) {
    if (deed instanceof Deed.Write(int node, int at, var written)) {
      byte[] octets = written.toArray();
      byte[] part = Arrays.copyOf(octets, random.nextInt(octets.length + 1));
      byte[] left = random.nextInt(3) == 0 ? Arrays.copyOf(part, octets.length) : part;
      return new Deed.Write(node, at, new Octets(left));
    }
    return deed;
  }
}
