package dev.shiphub.hub.adapter.systemd;

import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.port.HubControl;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds systemd's watchdog as long as the hub's loop answers: in each round the loop is asked, and
 * in the next one systemd is told, if an answer has come. A loop that is stuck answers nothing, so
 * that systemd restarts the daemon.
 *
 * <p>On a thread of its own; the loop notices nothing but one question a round.
 */
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final Duration interval;
  private final HubControl hub;
  private final Consumer<String> systemd;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private CompletableFuture<Answer> asked;
  private boolean hasWarned;

  /**
   * Asks at once, and tells nothing yet.
   *
   * @param interval between two rounds
   * @param systemd takes what systemd is told
   */
  Heartbeat(Duration interval, HubControl hub, Consumer<String> systemd) {
    this.interval = interval;
    this.hub = hub;
    this.systemd = systemd;
    asked = hub.ask(new Request.Look());
  }

  /** Begins the rounds. */
  void start() {
    Thread.ofPlatform().daemon().name("watchdog").start(this::rounds);
  }

  private void rounds() {
    try {
      while (!stopped.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
        round();
      }
    } catch (InterruptedException nobodysDoing) {
      Thread.currentThread().interrupt();
    }
  }

  /** One round. One thread at a time. */
  void round() {
    if (!asked.isDone()) {
      warn();
      return;
    }
    if (asked.join() instanceof Answer.Picture(HubSnapshot snapshot)) {
      systemd.accept("WATCHDOG=1\nSTATUS=" + words(snapshot));
    }
    hasWarned = false;
    asked = hub.ask(new Request.Look());
  }

  private void warn() {
    if (!hasWarned) {
      hasWarned = true;
      LOG.error(
          "the hub's loop does not answer; systemd will restart the daemon. It is at {}", at());
    }
  }

  private static String at() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().equals("hub"))
        .map(Map.Entry::getValue)
        .flatMap(Stream::of)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }

  private static String words(HubSnapshot snapshot) {
    long paired = snapshot.devices().stream().filter(it -> it.trust().isPresent()).count();
    long connected =
        snapshot.devices().stream()
            .map(HubSnapshot.Device::session)
            .flatMap(Optional::stream)
            .count();
    return paired + " paired, " + connected + " in data exchange";
  }

  /** Ends the rounds; one that is under way may still tell. */
  @Override
  public void close() {
    stopped.countDown();
  }
}
