package dev.shiphub.it;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Follows the events of a daemon and writes down what may not be: a number that is missing, a
 * device that connects or disconnects twice in a row, a session that ends twice or never (one that
 * is replaced by a newer one of its device has ended). Any thread.
 */
final class EventLedger implements AutoCloseable {
  private static final long BETWEEN_READS_MILLIS = 200;
  private static final int PAGE = 1_000;

  private final RunningDaemon daemon;
  private final Set<String> connected = new HashSet<>();
  private final Map<String, String> sessions = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private final ScheduledExecutorService reading = Executors.newSingleThreadScheduledExecutor();
  private long last;
  private long events;

  /** Follows from now on; what was before is not looked at. */
  EventLedger(RunningDaemon daemon) throws IOException, InterruptedException {
    this.daemon = daemon;
    last = daemon.get("events?limit=1").integer("last").orElseThrow();
    // The daemon keeps few: hundreds of devices that start would push them out between two looks.
    reading.scheduleWithFixedDelay(this::readOn, 0, BETWEEN_READS_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void readOn() {
    try {
      read();
    } catch (IOException | InterruptedException busy) {
      // The next look takes what this one did not; a gap would be seen.
    }
  }

  @Override
  public void close() {
    reading.shutdownNow();
  }

  /** Reads what is new. */
  synchronized void read() throws IOException, InterruptedException {
    boolean isMore = true;
    while (isMore) {
      JsonObject page = daemon.get("events?since=" + last + "&limit=" + PAGE);
      if (page.flag("resyncRequired").orElse(false)) {
        faults.add("events after " + last + " are not kept any more");
      }
      List<JsonValue> all = page.items("events").orElse(List.of());
      for (JsonValue event : all) {
        hear((JsonObject) event);
      }
      isMore = !all.isEmpty();
    }
  }

  private void hear(JsonObject event) {
    long seq = event.integer("seq").orElseThrow();
    if (seq != last + 1) {
      faults.add("event " + seq + " follows " + last);
    }
    last = seq;
    events++;
    String ski = event.text("ski").orElse("");
    String session = event.text("session").orElse("");
    boolean isFine =
        switch (event.text("type").orElse("")) {
          case "DeviceConnected" -> connected.add(ski);
          case "DeviceDisconnected" -> connected.remove(ski);
          case "SessionStarted" -> !ended.contains(session) && sessions.put(session, ski) == null;
          case "SessionEnded", "SessionReplaced" ->
              sessions.remove(session, ski) && ended.add(session);
          default -> true;
        };
    if (!isFine) {
      faults.add("out of turn: " + event);
    }
  }

  /** How many there were. */
  synchronized long events() {
    return events;
  }

  /** How many sessions have ended. */
  synchronized int endedSessions() {
    return ended.size();
  }

  /** The devices that are connected, as far as was read. */
  synchronized Set<String> connected() {
    return Set.copyOf(connected);
  }

  /** How many sessions go on. */
  synchronized int openSessions() {
    return sessions.size();
  }

  /** What may not be. */
  synchronized List<String> faults() {
    return List.copyOf(faults);
  }
}
