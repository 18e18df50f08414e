package dev.shiphub.sim.fleet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may happen to a device of a fleet. */
public enum Flap {
  /** Its connections break without a word; it dials again. */
  KILL,
  /** It stops in order, and starts again where it was. */
  CLOSE,
  /** Its power is cut, and it starts again where it was. */
  RESTART,
  /** Its power is cut, and it starts again at another address. */
  MOVE,
  /** It opens another connection beside the one that it has. */
  DOUBLE;

  /** All of them. */
  static final List<Flap> ALL = List.of(values());

  /** The one of that name, in any case. */
  public static Optional<Flap> named(String name) {
    return ALL.stream().filter(flap -> flap.label().equalsIgnoreCase(name)).findFirst();
  }

  /** As users type it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
