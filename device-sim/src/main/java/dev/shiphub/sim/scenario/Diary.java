package dev.shiphub.sim.scenario;

import dev.shiphub.ship.Stage;
import dev.shiphub.sim.device.SimEvent;
import dev.shiphub.sim.raw.Transcript;
import dev.shiphub.sim.spine.SpineClassifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What a simulated device has told, and what follows from it. Any thread. */
final class Diary {
  private static final int MOST_EVENTS = 20_000;

  private final String name;
  private final Transcript transcript;
  private final InstantSource clock;
  private final List<SimEvent> events = new ArrayList<>();
  private final Set<Long> open = new TreeSet<>();
  private final Set<Long> inData = new TreeSet<>();
  private long latest;
  private int markedEvent;
  private long markedConnection;

  /**
   * @param name of the device, for the transcript
   */
  Diary(String name, Transcript transcript, InstantSource clock) {
    this.name = name;
    this.transcript = transcript;
    this.clock = clock;
  }

  /** Takes what the device tells. */
  synchronized void on(SimEvent event) {
    if (events.size() < MOST_EVENTS) {
      events.add(event);
    }
    switch (event) {
      case SimEvent.Connected connected -> {
        latest = connected.connection();
        open.add(latest);
      }
      case SimEvent.DataExchange data -> inData.add(data.connection());
      case SimEvent.Disconnected ended -> {
        open.remove(ended.connection());
        inData.remove(ended.connection());
      }
      default -> {
        // Kept, and that is all.
      }
    }
    if (!(event instanceof SimEvent.Message)) {
      transcript.add(name + " device: " + words(event));
    }
    notifyAll();
  }

  private static String words(SimEvent event) {
    return event.toString().replaceAll("Ski\\[hex=([0-9a-f]{6})[0-9a-f]*]", "$1");
  }

  /** What is so from now on is told apart from what was before. */
  synchronized void mark() {
    markedEvent = events.size();
    markedConnection = latest;
  }

  /** Whether a connection that was opened since the mark is in data exchange. */
  boolean isInData() {
    return inData.stream().anyMatch(number -> number > markedConnection);
  }

  /** How many connections are open. */
  int connections() {
    return open.size();
  }

  /** Whether there was such an event since the mark. */
  boolean has(Predicate<SimEvent> wanted) {
    return events.stream().skip(markedEvent).anyMatch(wanted);
  }

  /** Whether a session of data exchange has ended since the mark. */
  synchronized boolean hasLost() {
    return has(event -> event instanceof SimEvent.Disconnected it && it.reached() == Stage.DATA);
  }

  /** How many replies have arrived so far. */
  synchronized long replies() {
    return events.stream()
        .filter(event -> event instanceof SimEvent.Message it && it.isInbound())
        .map(SimEvent.Message.class::cast)
        .filter(it -> it.datagram().header().classifier() == SpineClassifier.REPLY)
        .count();
  }

  /** The last that was told besides messages, for people. */
  synchronized String last() {
    return events.reversed().stream()
        .filter(event -> !(event instanceof SimEvent.Message))
        .findFirst()
        .map(Diary::words)
        .orElse("nothing");
  }

  /**
   * Waits until that holds; it is asked under the lock, after each event.
   *
   * @return whether it does
   */
  synchronized boolean await(BooleanSupplier condition, Duration atMost)
      throws InterruptedException {
    Instant until = clock.instant().plus(atMost);
    while (!condition.getAsBoolean()) {
      long left = Duration.between(clock.instant(), until).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
