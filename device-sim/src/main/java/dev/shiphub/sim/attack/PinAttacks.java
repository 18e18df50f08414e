package dev.shiphub.sim.attack;

import java.util.List;

/** What a device can do with the PIN. */
final class PinAttacks {
  static final List<Attack> ALL = List.of();

  private PinAttacks() {}
}
