package dev.shiphub.it;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was really done in a storm, and what was wrong with it. Any thread. */
final class Logbook {
  private static final int MOST_FAULTS = 20;

  @GuardedBy("this")
  private final Map<Deed, Integer> deeds = new EnumMap<>(Deed.class);

  @GuardedBy("this")
  private final List<String> faults = new ArrayList<>();

  /** What can be done in a storm. It counts when it has had its effect. */
  enum Deed {
    /** A connection has come into data exchange. */
    CONNECT,
    /** A connection has been opened beside another one. */
    DOUBLE,
    /** Hub and device have dialled each other at once. */
    CROSS,
    /** Whatever a device had was reset. */
    RESET,
    /** Whatever a device had passes nothing any more, and says so to nobody. */
    SILENCE,
    /** The device has broken its connections. */
    BREAK,
    /** The device has stopped in order and is there again. */
    RESTART,
    /** The hub has closed a connection in order. */
    HANG_UP,
    PAIR,
    DENY,
    UNPAIR,
    /** The hub has sent something. */
    SEND,
    /** The hub's application has heard something. */
    HEAR,
    /** The hub has stopped, and started again. */
    STOP,
    /** The storm has calmed, and everything was at rest. */
    CALM;

    /** Whether it is one of those of which there has to be a certain number. */
    boolean isWeather() {
      return compareTo(SEND) < 0;
    }
  }

  synchronized void did(Deed deed) {
    deeds.merge(deed, 1, Integer::sum);
    notifyAll();
  }

  synchronized void wrong(String words) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(words);
    }
    notifyAll();
  }

  synchronized boolean isClean() {
    return faults.isEmpty();
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  synchronized int count(Deed deed) {
    return deeds.getOrDefault(deed, 0);
  }

  /** How many there were of those that have to be a certain number. */
  synchronized int weather() {
    return deeds.entrySet().stream()
        .filter(entry -> entry.getKey().isWeather())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Waits until so many more are done, or something is wrong; false if that takes too long. */
  synchronized boolean awaitWeather(int more, Duration most) throws InterruptedException {
    int target = weather() + more;
    long end = System.nanoTime() + most.toNanos();
    long left = most.toMillis();
    while (weather() < target && faults.isEmpty() && left > 0) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    return weather() >= target || !faults.isEmpty();
  }

  @Override
  public synchronized String toString() {
    return deeds.toString();
  }
}
