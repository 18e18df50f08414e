package dev.shiphub.sim.scenario;

import java.util.List;

/** A piece of YAML with its place. */
sealed interface Told {
  Place place();

  /**
   * One value.
   *
   * @param isQuoted whether it is a text even if it looks like a number
   */
  record Text(Place place, String text, boolean isQuoted) implements Told {}

  /** A list. */
  record Many(Place place, List<Told> items) implements Told {
    public Many {
      items = List.copyOf(items);
    }
  }

  /** Keys with values, in order; no key twice. */
  record Keyed(Place place, List<Member> members) implements Told {
    public Keyed {
      members = List.copyOf(members);
    }
  }

  /** One of them. */
  record Member(Place place, String key, Told value) {}
}
