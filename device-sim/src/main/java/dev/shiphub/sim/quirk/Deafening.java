package dev.shiphub.sim.quirk;

/** A connection whose end can fall silent and stay open, as that of a device without power does. */
public interface Deafening {
  /** From now on nothing is sent and nothing is answered; TCP stays. */
  void deafen();
}
