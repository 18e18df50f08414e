package dev.shiphub.hub.core;

import dev.shiphub.ship.Ski;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a subscriber can rely on, checked notice by notice. */
final class NoticeGrammar {
  private final Map<Ski, ConnectionId> running = new HashMap<>();
  private final Set<Ski> connected = new HashSet<>();
  private final Map<Ski, ConnectionId> replaced = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private boolean isStopped;
  private boolean isWindowOpen;

  void hear(List<Notice> notices) {
    notices.forEach(this::hear);
  }

  void hear(Notice notice) {
    require(!isStopped, notice, "after HubStopped");
    switch (notice.type()) {
      case DEVICE_CONNECTED -> require(connected.add(ski(notice)), notice, "connected twice");
      case SESSION_STARTED -> started(notice);
      case SESSION_REPLACED -> {
        ended(notice);
        replaced.put(ski(notice), notice.session().orElseThrow());
      }
      case SESSION_ENDED -> ended(notice);
      case DEVICE_DISCONNECTED -> {
        require(connected.remove(ski(notice)), notice, "was not connected");
        require(!running.containsKey(ski(notice)), notice, "with a session");
      }
      case HUB_STOPPED -> {
        require(!isWindowOpen, notice, "with an open window");
        isStopped = true;
      }
      case PAIRING_WINDOW_OPENED -> isWindowOpen = true;
      case PAIRING_WINDOW_CLOSED -> {
        require(isWindowOpen, notice, "though it is closed");
        isWindowOpen = false;
      }
      case TRUST_REQUESTED -> require(isWindowOpen, notice, "though the window is closed");
      case HUB_STARTED,
          HUB_STOPPING,
          DEVICE_SEEN,
          DEVICE_GONE,
          TRUST_GRANTED,
          TRUST_DENIED,
          TRUST_WITHDRAWN,
          SHIP_ID_CHANGED,
          PIN_REQUESTED,
          PIN_ACCEPTED,
          PIN_REFUSED,
          PIN_VERIFIED,
          PIN_WRONG,
          ATTEMPT_FAILED -> {}
    }
  }

  private void started(Notice notice) {
    require(connected.contains(ski(notice)), notice, "of a device that is not connected");
    ConnectionId before = running.put(ski(notice), notice.session().orElseThrow());
    require(before == null, notice, "beside a running session");
    replaced.remove(ski(notice));
  }

  private void ended(Notice notice) {
    ConnectionId session = running.remove(ski(notice));
    require(notice.session().orElseThrow().equals(session), notice, "of a session that is not");
  }

  private void require(boolean holds, Notice notice, String fault) {
    if (!holds) {
      faults.add(notice + " " + fault);
    }
  }

  private static Ski ski(Notice notice) {
    return notice.ski().orElseThrow();
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  /** Whether everything that began has ended. */
  boolean isQuiet() {
    return running.isEmpty() && connected.isEmpty() && replaced.isEmpty();
  }
}
