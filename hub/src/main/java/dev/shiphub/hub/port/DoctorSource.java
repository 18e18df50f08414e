package dev.shiphub.hub.port;

import dev.shiphub.ship.json.JsonValue.JsonObject;

/** Examines the daemon and its surroundings. Any thread. */
@FunctionalInterface
public interface DoctorSource {
  /**
   * Examines; takes some seconds.
   *
   * @return how all is: {@code at}, {@code worst}, and {@code checks} with findings and remedies
   * @throws InterruptedException if interrupted meanwhile
   */
  JsonObject examine() throws InterruptedException;
}
