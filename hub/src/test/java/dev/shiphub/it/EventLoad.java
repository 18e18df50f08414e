package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;

/** Makes events at a daemon: its pairing window opens and closes. */
final class EventLoad {
  private static final JsonObject ONE_MINUTE = JsonValue.object().put("seconds", 60).build();

  private final RunningDaemon daemon;

  EventLoad(RunningDaemon daemon) {
    this.daemon = daemon;
  }

  /** Makes so many, two at a time. */
  void make(int events) throws Exception {
    for (int made = 0; made < events; made += 2) {
      assertEquals(200, daemon.post("pairing-window", ONE_MINUTE));
      assertEquals(200, daemon.delete("pairing-window"));
    }
  }

  /** The number of the latest event. */
  long last() throws Exception {
    return daemon.get("status").integer("lastEvent").orElseThrow();
  }
}
