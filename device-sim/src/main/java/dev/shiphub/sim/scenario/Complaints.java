package dev.shiphub.sim.scenario;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file; bounded. Belongs to one thread. */
final class Complaints {
  private static final int MOST = 20;

  private final List<String> lines = new ArrayList<>();

  void add(Place place, String what) {
    if (lines.size() < MOST) {
      lines.add(place + ": " + what);
    }
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** In the order in which they were found. */
  List<String> lines() {
    return List.copyOf(lines);
  }
}
