package dev.shiphub.hub.loop;

import static dev.shiphub.hub.loop.HubFixture.DEVICE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a listener hears, in which order, and what it does not hear.
 *
 * <p>Proof of promises 3, 9.
 */
@Timeout(60)
final class NoticesTest {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final JsonObject PAYLOAD = JsonValue.object().put("datagram", 1).build();
  private static final ConnectionId FIRST = new ConnectionId(1);
  private static final ConnectionId SECOND = new ConnectionId(2);

  private final SteadyClock clock = new SteadyClock();
  private final Ear ear = new Ear();

  /** Hears what it is told, and can be made to block in its first call. */
  private static final class Ear implements HubListener {
    final List<String> heard = new CopyOnWriteArrayList<>();
    final CountDownLatch isCalled = new CountDownLatch(1);
    final CountDownLatch mayReturn = new CountDownLatch(1);

    @Override
    public void onNotice(PublishedNotice notice) {
      heard.add(notice.seq() + " " + notice.notice().type().label());
      isCalled.countDown();
      try {
        mayReturn.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onData(Ski ski, ConnectionId session, JsonObject payload) {
      heard.add("data of " + session);
    }
  }

  private Notices notices(int room, HubListener... listeners) {
    return new Notices(List.of(listeners), 41, room, clock, clock);
  }

  private static Notice session(NoticeType type, ConnectionId id) {
    return new Notice(type, Optional.of(DEVICE), Optional.of(id), "");
  }

  private static Notice seen() {
    return new Notice(NoticeType.DEVICE_SEEN, Optional.of(DEVICE), Optional.empty(), "");
  }

  @Test
  void theNumbersGoOnWhereAnEarlierRunMayHaveEnded() throws InterruptedException {
    ear.mayReturn.countDown();
    Notices notices = notices(9, ear);
    notices.publish(seen());
    notices.publish(seen());
    assertTrue(notices.close(GRACE));
    assertEquals(List.of("42 DeviceSeen", "43 DeviceSeen"), ear.heard);
  }

  /** Regression of field lesson A10. */
  @Test
  void nothingIsHeardAfterHubStopped() throws InterruptedException {
    ear.mayReturn.countDown();
    Notices notices = notices(9, ear);
    notices.publish(new Notice(NoticeType.HUB_STOPPED, Optional.empty(), Optional.empty(), ""));
    notices.publish(seen());
    boolean isClean = notices.close(GRACE);
    assertEquals(List.of("42 HubStopped"), ear.heard, "clean: " + isClean);
  }

  /** Regression of field lesson A10. */
  @Test
  void whatIsToldIsHeardInItsOrderAndHubStoppedIsTheLast() throws InterruptedException {
    ear.mayReturn.countDown();
    Notices notices = notices(2_000, ear);
    for (int i = 0; i < 1_000; i++) {
      notices.publish(seen());
    }
    notices.publish(new Notice(NoticeType.HUB_STOPPED, Optional.empty(), Optional.empty(), ""));
    assertTrue(notices.close(GRACE));
    List<String> told = new ArrayList<>();
    for (int seq = 42; seq < 1_042; seq++) {
      told.add(seq + " DeviceSeen");
    }
    told.add("1042 HubStopped");
    assertEquals(told, ear.heard);
  }

  @Test
  void dataIsHeardBetweenTheBeginningAndTheEndOfItsSessionOnly() throws InterruptedException {
    ear.mayReturn.countDown();
    Notices notices = notices(9, ear);
    assertTrue(notices.data(DEVICE, FIRST, PAYLOAD));
    notices.publish(session(NoticeType.SESSION_STARTED, FIRST));
    assertTrue(notices.data(DEVICE, FIRST, PAYLOAD));
    assertTrue(notices.data(DEVICE, SECOND, PAYLOAD));
    notices.publish(session(NoticeType.SESSION_ENDED, FIRST));
    assertTrue(notices.data(DEVICE, FIRST, PAYLOAD));
    assertTrue(notices.close(GRACE));
    assertEquals(List.of("42 SessionStarted", "data of c1", "43 SessionEnded"), ear.heard);
  }

  @Test
  void aListenerThatFailsHearsTheNextAllTheSame() throws InterruptedException {
    List<Long> heard = new CopyOnWriteArrayList<>();
    Notices notices =
        notices(
            9,
            notice -> {
              heard.add(notice.seq());
              throw new IllegalStateException("a bug of the application");
            });
    notices.publish(seen());
    notices.publish(seen());
    assertTrue(notices.close(GRACE));
    assertEquals(List.of(42L, 43L), heard);
  }

  // Data ends its session if one listener has no room for it, so that none is lost unseen.
  @Test
  void dataIsRefusedWhenOneListenerIsBehindButNoticesAreNot() throws Exception {
    Ear quick = new Ear();
    quick.mayReturn.countDown();
    Notices notices = notices(1, ear, quick);
    notices.publish(session(NoticeType.SESSION_STARTED, FIRST));
    assertTrue(ear.isCalled.await(10, TimeUnit.SECONDS));
    assertTrue(quick.isCalled.await(10, TimeUnit.SECONDS));
    assertTrue(notices.data(DEVICE, FIRST, PAYLOAD));
    await().until(() -> quick.heard.size() == 2);
    assertFalse(notices.data(DEVICE, FIRST, PAYLOAD));
    notices.publish(session(NoticeType.SESSION_ENDED, FIRST));
    ear.mayReturn.countDown();
    await().until(() -> ear.heard.size() == 3);
    assertEquals(List.of("42 SessionStarted", "data of c1", "43 SessionEnded"), ear.heard);
    assertTrue(notices.close(GRACE));
  }

  @Test
  void aListenerThatIsBehindIsWaitedForAndThenEnded() throws Exception {
    Notices notices = notices(1, ear);
    notices.publish(session(NoticeType.SESSION_STARTED, FIRST));
    assertTrue(ear.isCalled.await(10, TimeUnit.SECONDS));
    assertTrue(notices.data(DEVICE, FIRST, PAYLOAD));
    CompletableFuture<Boolean> isClean = new CompletableFuture<>();
    Thread closer = Thread.ofVirtual().start(() -> isClean.complete(closed(notices)));
    await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
    ear.mayReturn.countDown();
    assertTrue(isClean.get(20, TimeUnit.SECONDS));
    assertEquals(List.of("42 SessionStarted", "data of c1"), ear.heard);
  }

  private static boolean closed(Notices notices) {
    try {
      return notices.close(GRACE);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
