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

/**
 * Follows the events of a daemon and writes down what may not be: a number that is missing, a
 * device that connects or disconnects twice in a row, a session that ends twice or never (one that
 * is replaced by a newer one of its device has ended). One thread.
 */
final class EventLedger {
  private static final int PAGE = 1_000;

  private final RunningDaemon daemon;
  private final Set<String> connected = new HashSet<>();
  private final Map<String, String> sessions = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private long last;
  private long events;

  /** Follows from now on; what was before is not looked at. */
  EventLedger(RunningDaemon daemon) throws IOException, InterruptedException {
    this.daemon = daemon;
    last = daemon.get("events?limit=1").integer("last").orElseThrow();
  }

  /** Reads what is new. */
  void read() throws IOException, InterruptedException {
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
  long events() {
    return events;
  }

  /** How many sessions have ended. */
  int endedSessions() {
    return ended.size();
  }

  /** The devices that are connected, as far as was read. */
  Set<String> connected() {
    return Set.copyOf(connected);
  }

  /** How many sessions go on. */
  int openSessions() {
    return sessions.size();
  }

  /** What may not be. */
  List<String> faults() {
    return List.copyOf(faults);
  }
}
