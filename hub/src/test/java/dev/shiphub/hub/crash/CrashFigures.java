package dev.shiphub.hub.crash;

import dev.shiphub.hub.disk.Deed;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was covered, so that a run that looked at nothing is not taken for a good one. */
final class CrashFigures {
  private static final List<String> ALL =
      List.of(
          "power cuts",
          "kills",
          "calls on a full disk",
          "after a file was made",
          "after a write",
          "after a rename",
          "after a sync of a file",
          "after a sync of names",
          "after a word");

  private final Map<String, Integer> counts = new TreeMap<>();

  synchronized void crashed(List<Deed> done, boolean isKill) {
    count(isKill ? "kills" : "power cuts");
    count("after " + (done.isEmpty() ? "nothing" : kind(done.getLast())));
  }

  synchronized void lived(int faults) {
    count("lives");
    counts.merge("calls on a full disk", faults, Integer::sum);
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  synchronized int of(String what) {
    return counts.getOrDefault(what, 0);
  }

  /** What never happened, though it belongs to any run of some length. */
  synchronized List<String> missing() {
    return points() < 1_000 ? List.of() : ALL.stream().filter(what -> of(what) == 0).toList();
  }

  synchronized int points() {
    return of("kills") + of("power cuts");
  }

  private static String kind(Deed deed) {
    return switch (deed) {
      case Deed.Make _ -> "a file was made";
      case Deed.Write _ -> "a write";
      case Deed.Shorten _ -> "a truncation";
      case Deed.Rename(_, var names) when names.size() > 1 -> "a rename";
      case Deed.Rename _ -> "a name was made or removed";
      case Deed.Sync(_, boolean isFolder) -> isFolder ? "a sync of names" : "a sync of a file";
      case Deed.Said _ -> "a word";
    };
  }

  @Override
  public synchronized String toString() {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
