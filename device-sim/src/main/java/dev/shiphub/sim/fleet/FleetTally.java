package dev.shiphub.sim.fleet;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.sim.device.SimEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What has happened to a fleet, counted. Bounded; any thread counts. */
final class FleetTally {
  /** Peers choose the words of an end; more different ones than this count as one. */
  private static final int MOST_REASONS = 40;

  private static final String OTHERS = "other reasons";

  private final Map<String, AtomicLong> ends = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> vainDials = new ConcurrentHashMap<>();
  private final LongAdder dials = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder messages = new LongAdder();
  private final LongAdder flaps = new LongAdder();
  private final Delays delays = new Delays();

  /** Notes an event of any device. */
  void note(SimEvent event) {
    switch (event) {
      case SimEvent.Connected opened when opened.role() == Role.CLIENT -> dials.increment();
      case SimEvent.Connected _ -> accepted.increment();
      case SimEvent.DialFailed failed -> {
        dials.increment();
        count(vainDials, kind(failed.words()));
      }
      case SimEvent.Message _ -> messages.increment();
      case SimEvent.Disconnected end -> count(ends, words(end.reason()));
      case SimEvent.Listening _,
          SimEvent.TrustRequested _,
          SimEvent.PinRequested _,
          SimEvent.PinJudged _,
          SimEvent.PinEntered _,
          SimEvent.DataExchange _,
          SimEvent.NotAsked _,
          SimEvent.Stopped _ -> {}
    }
  }

  void flapped() {
    flaps.increment();
  }

  Delays delays() {
    return delays;
  }

  long dials() {
    return dials.sum();
  }

  long accepted() {
    return accepted.sum();
  }

  long messages() {
    return messages.sum();
  }

  long flaps() {
    return flaps.sum();
  }

  Map<String, Long> ends() {
    return copy(ends);
  }

  Map<String, Long> vainDials() {
    return copy(vainDials);
  }

  private static void count(Map<String, AtomicLong> where, String what) {
    boolean isKnown = where.containsKey(what) || where.size() < MOST_REASONS;
    where.computeIfAbsent(isKnown ? what : OTHERS, _ -> new AtomicLong()).incrementAndGet();
  }

  private static Map<String, Long> copy(Map<String, AtomicLong> counts) {
    Map<String, Long> copy = new TreeMap<>();
    counts.forEach((what, count) -> copy.put(what, count.get()));
    return copy;
  }

  private static String words(CloseReason reason) {
    return kind(reason.toString());
  }

  /** Without addresses and times, which would make every one different. */
  private static String kind(String words) {
    return words
        .replaceAll("(\\d{1,3}\\.){3}\\d{1,3}(:\\d+)?", "ADDRESS")
        .replaceAll("\\d+ ms", "N ms");
  }
}
