package dev.shiphub.hub.adapter.systemd;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.loop.Hub;
import dev.shiphub.hub.loop.HubFixture;
import dev.shiphub.ship.clock.SteadyClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The watchdog is fed by the loop of a real hub, or not at all. The rounds are the test's. */
@Timeout(60)
final class HeartbeatTest {
  private static final InstantSource CLOCK = new SteadyClock();
  private static final String FED = "WATCHDOG=1\nSTATUS=1 paired, 0 in data exchange";

  private final HubFixture fixture = new HubFixture();
  private final List<String> told = new ArrayList<>();

  private Heartbeat heartbeat(Hub hub) {
    return new Heartbeat(Duration.ofHours(1), hub, told::add);
  }

  private void awaitFed(Heartbeat heartbeat, int times) {
    await()
        .until(
            () -> {
              heartbeat.round();
              return told.size() >= times;
            });
    assertEquals(FED, told.getLast());
  }

  @Test
  void aLoopThatAnswersFeedsInEveryRoundAndSaysHowManyDevicesThereAre() throws IOException {
    Hub hub = fixture.start();
    try (Heartbeat heartbeat = heartbeat(hub)) {
      awaitFed(heartbeat, 3);
    }
    assertTrue(hub.stop());
  }

  @Test
  void aLoopThatIsStuckFeedsNoMoreUntilItGoesOn() throws IOException {
    Hub hub = fixture.start();
    Heartbeat heartbeat = heartbeat(hub);
    awaitFed(heartbeat, 1);
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    fixture.steady = () -> stick(stuck, goOn);
    // The loop looks at its clock before it answers this one.
    heartbeat.round();
    await().until(() -> stuck.getCount() == 0);
    heartbeat.round();
    told.clear();
    for (int round = 0; round < 100; round++) {
      heartbeat.round();
    }
    assertEquals(List.of(), told);
    fixture.steady = CLOCK;
    goOn.countDown();
    awaitFed(heartbeat, 1);
    assertTrue(hub.stop());
  }

  private static Instant stick(CountDownLatch stuck, CountDownLatch goOn) {
    if (Thread.currentThread().getName().equals("hub")) {
      stuck.countDown();
      try {
        goOn.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
    return CLOCK.instant();
  }

  @Test
  void aHubThatHasStoppedFeedsNoMore() throws IOException {
    Hub hub = fixture.start();
    assertTrue(hub.stop());
    Heartbeat heartbeat = heartbeat(hub);
    heartbeat.round();
    heartbeat.round();
    assertEquals(List.of(), told);
  }
}
