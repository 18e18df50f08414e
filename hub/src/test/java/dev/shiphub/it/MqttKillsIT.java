package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is killed again and again under load; {@code -Dkills=N} says how often. */
@Tag("mqtt")
@Timeout(300)
final class MqttKillsIT {
  private static final int KILLS = Integer.getInteger("kills", 20);

  /** Events before the first kill, for comparison. */
  private static final int CALM_EVENTS = 200;

  /** Events between two kills, at least. */
  private static final int EVENTS_BETWEEN = 40;

  private static final Duration SETTLED = Duration.ofMillis(2_200);

  @TempDir private Path directory;

  private static JsonObject standing(RunningDaemon daemon) throws Exception {
    return daemon.get("status").object("mqtt").orElse(JsonObject.EMPTY);
  }

  private static long figure(RunningDaemon daemon, String name) throws Exception {
    return standing(daemon).integer(name).orElse(-1L);
  }

  @Test
  void noKillLosesAnEventAndTheHubDoesNotNotice() throws Exception {
    try (Mosquitto broker =
            Mosquitto.start(
                Files.createDirectory(directory.resolve("broker")),
                "allow_anonymous true",
                "max_inflight_messages 0");
        MqttEar ear = broker.listen("ear", "shiphub/+/events");
        RunningDaemon daemon =
            RunningDaemon.start(
                directory.resolve("state"),
                "mqtt: {broker: \"mqtt://127.0.0.1:" + broker.port() + "\"}")) {
      ear.await(it -> it.payload().contains("HubStarted"));
      EventLoad load = new EventLoad(daemon);
      RoundTrips calm = load.pace(CALM_EVENTS);
      List<RoundTrips> killed = new CopyOnWriteArrayList<>();
      AtomicBoolean isOver = new AtomicBoolean();
      CompletableFuture<Void> hand =
          CompletableFuture.runAsync(() -> press(load, killed, isOver), Thread::startVirtualThread);
      for (int kill = 0; kill < KILLS; kill++) {
        long published = figure(daemon, "published");
        await().atMost(Duration.ofSeconds(60)).until(() -> isSettled(daemon, published));
        broker.kill();
        long before = load.last();
        await().until(() -> load.last() > before + EVENTS_BETWEEN);
        broker.start();
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> figure(daemon, "connects") > KILLS);
      isOver.set(true);
      hand.join();
      SeqTally tally = new SeqTally(load.last());
      await().atMost(Duration.ofSeconds(60)).until(() -> tally.of(ear).isComplete());
      RoundTrips all = RoundTrips.of(killed);
      System.out.printf(
          "mqtt: broker killed %d times, %s, %d dropped; round trip through the hub %s while it is"
              + " up, %s among kills%n",
          KILLS, tally.of(ear), figure(daemon, "droppedEvents"), calm, all);
      assertEquals(0, figure(daemon, "droppedEvents"));
      assertTrue(all.medianMicros() < 3 * calm.medianMicros() + 20_000, calm + " " + all);
    }
  }

  /** A connection that was shorter is one that failed, and the next attempt would come later. */
  private static boolean isSettled(RunningDaemon daemon, long published) throws Exception {
    JsonObject standing = standing(daemon);
    Instant since = Instant.parse(standing.text("since").orElseThrow());
    return standing.text("state").equals(Optional.of("connected"))
        && since.isBefore(Instant.now().minus(SETTLED))
        && standing.integer("published").orElseThrow() > published + EVENTS_BETWEEN;
  }

  private static void press(EventLoad load, List<RoundTrips> into, AtomicBoolean isOver) {
    try {
      while (!isOver.get()) {
        into.add(load.pace(20));
      }
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }
}
