package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Makes events at a daemon: its pairing window opens and closes. */
final class EventLoad {
  private static final JsonObject ONE_MINUTE = JsonValue.object().put("seconds", 60).build();

  private static final Executor BREATH =
      CompletableFuture.delayedExecutor(40, TimeUnit.MILLISECONDS);

  private final RunningDaemon daemon;

  EventLoad(RunningDaemon daemon) {
    this.daemon = daemon;
  }

  /** Makes so many, two at a time. */
  void make(int events) throws Exception {
    assertEquals(events, measure(events).micros().size());
  }

  /** Makes so many, and says how long each took, answered by the hub. */
  RoundTrips measure(int events) throws Exception {
    List<Long> micros = new ArrayList<>();
    for (int made = 0; made < events; made += 2) {
      long begun = System.nanoTime();
      assertEquals(200, daemon.post("pairing-window", ONE_MINUTE));
      long between = System.nanoTime();
      assertEquals(200, daemon.delete("pairing-window"));
      micros.add((between - begun) / 1_000);
      micros.add((System.nanoTime() - between) / 1_000);
    }
    return new RoundTrips(micros);
  }

  /**
   * As {@link #measure}, at most fifty in a second, so that a buffer of thousands is not full in
   * seconds.
   */
  RoundTrips pace(int events) throws Exception {
    List<RoundTrips> pairs = new ArrayList<>();
    for (int made = 0; made < events; made += 2) {
      pairs.add(measure(2));
      CompletableFuture.runAsync(() -> {}, BREATH).join();
    }
    return RoundTrips.of(pairs);
  }

  /** The number of the latest event. */
  long last() throws Exception {
    return daemon.get("status").integer("lastEvent").orElseThrow();
  }
}
