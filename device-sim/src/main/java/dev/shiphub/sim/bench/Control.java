package dev.shiphub.sim.bench;

import dev.shiphub.ship.Ski;
import java.util.Optional;

/** The hands of the tester at the device. Any thread; each returns what went wrong. */
public interface Control {
  /** Whether the device can be told anything; else it must trust everybody, and dials nobody. */
  boolean exists();

  /** The device shall trust this one. */
  Optional<String> trust(Ski ski) throws InterruptedException;

  /** The device shall no longer trust this one. */
  Optional<String> untrust(Ski ski) throws InterruptedException;

  /** The device shall find this one there. */
  Optional<String> peer(Ski ski, String host, int port) throws InterruptedException;

  /** The device may forget where this one is. */
  default Optional<String> forget(Ski ski) throws InterruptedException {
    return Optional.empty();
  }
}
