package dev.shiphub.hub.adapter.admin;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.RawHttp.Follower;
import dev.shiphub.hub.adapter.admin.RawHttp.Response;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Following the events over real HTTP. */
final class EventFeedTest {
  private Wired wired = new Wired(10, 0);

  @AfterEach
  void close() {
    wired.close();
  }

  private void happens(long... numbers) {
    for (long seq : numbers) {
      wired.events.onNotice(Samples.notice(seq));
    }
  }

  @Test
  void aFollowerHearsWhatHappensFromNowOn() {
    happens(1, 2);
    try (Follower follower = wired.http().follow("")) {
      assertEquals(
          "Content-Type: text/event-stream; charset=utf-8", follower.await("text/event-stream"));
      follower.await(": events of shiphub");
      happens(3);
      assertEquals("id: 3", follower.await("id: "));
      assertEquals(
          "data: {\"seq\":3,\"time\":\"2026-11-21T10:00:00Z\",\"steadyMs\":30,"
              + "\"type\":\"HubStarted\",\"cause\":\"cause 3\"}",
          follower.await("data: "));
    }
  }

  @Test
  void anEventOfADeviceNamesItAndTheSession() {
    wired.events.onNotice(
        Samples.deviceNotice(1, 5, NoticeType.SESSION_STARTED, Samples.PUMP, "out 192.0.2.7"));
    try (Follower follower = wired.http().follow("?since=0")) {
      String data = follower.await("data: ");
      assertTrue(data.contains("\"ski\":\"" + Samples.PUMP + "\",\"session\":\"c7\""), data);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?since=1", ""})
  void oneThatComesBackHearsWhatItHasMissed(String query) {
    happens(1, 2, 3);
    String header = query.isEmpty() ? "Last-Event-ID: 1" : "X: y";
    try (Follower follower = wired.http().follow(query, header)) {
      assertEquals("id: 2", follower.await("id: "));
      assertEquals("id: 3", follower.await("id: "));
    }
  }

  @Test
  void oneThatComesBackTooLateIsToldSoAndGoesOnWithTheOldest() {
    for (long seq = 1; seq <= 15; seq++) {
      happens(seq);
    }
    try (Follower follower = wired.http().follow("", "Last-Event-ID: 3")) {
      assertEquals("event: resync-required", follower.await("event: "));
      assertEquals("id: 5", follower.await("id: "));
      assertEquals("data: {\"goesOnAfter\":5}", follower.await("data: "));
      assertEquals("id: 6", follower.await("id: "));
    }
  }

  // After a restart of the daemon, too, a follower must not take the rest for the whole.
  @Test
  void oneThatKnowsEventsOfAnEarlierRunIsToldSoUnlessItKnowsTheLast() {
    wired.close();
    wired = new Wired(10, 500);
    happens(501);
    try (Follower follower = wired.http().follow("", "Last-Event-ID: 480")) {
      follower.await("resync-required");
    }
    try (Follower follower = wired.http().follow("", "Last-Event-ID: 500")) {
      assertEquals("id: 501", follower.await("id: "));
    }
    try (Follower follower = wired.http().follow("", "Last-Event-ID: 900")) {
      follower.await("resync-required");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "99999999999999999999", "1.5"})
  void aNumberThatIsNoneIsAProblem(String number) {
    Response response = wired.http().get("/api/v1/events", "Last-Event-ID: " + number);
    assertEquals(400, response.status());
  }

  @Test
  void asJsonTheKeptEventsAreOneDocument() {
    happens(1, 2, 3);
    JsonObject all = wired.http().get("/api/v1/events", "Accept: application/json").json();
    assertEquals(3, all.items("events").orElseThrow().size());
    assertEquals(Optional.of(3L), all.integer("last"));
    assertEquals(Optional.of(false), all.flag("resyncRequired"));
    JsonObject some = wired.http().get("/api/v1/events?since=2", "Accept: application/json").json();
    assertEquals(1, some.items("events").orElseThrow().size());
  }

  @Test
  void theLastEventIsHeardBeforeTheServerIsClosed() {
    try (Follower follower = wired.http().follow("?since=0")) {
      follower.await(": events of shiphub");
      wired.events.onNotice(Samples.notice(1, NoticeType.HUB_STOPPED, ""));
      wired.close();
      follower.await("HubStopped");
      assertTrue(follower.awaitEnd());
    }
  }

  @Test
  void aFollowerTooManyIsRefusedUntilOneHasGone() {
    List<Follower> followers = new ArrayList<>();
    for (int at = 0; at < AdminLimits.FOLLOWERS; at++) {
      followers.add(wired.http().follow(""));
      followers.getLast().await(": events of shiphub");
    }
    Response refused = wired.http().get("/api/v1/events");
    assertEquals(503, refused.status());
    assertEquals("urn:shiphub:problem:too-many-followers", refused.text("type"));
    assertEquals("1", refused.headers().get("retry-after"));
    followers.getFirst().close();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              // Only by writing does a server notice that a client has gone.
              happens(wired.events.last() + 1);
              try (Follower next = wired.http().follow("?since=0")) {
                return next.await("HTTP/1.1").contains("200");
              }
            });
    followers.forEach(Follower::close);
  }

  // The JDK's server counts connections; one that it forgot would be a place less for ever.
  @Test
  void manyFollowersMayComeAndGo() {
    for (int at = 0; at < 150; at++) {
      try (Follower follower = wired.http().follow("?since=0")) {
        follower.await("HTTP/1.1");
      }
      happens(wired.events.last() + 1, wired.events.last() + 2);
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(
            () -> {
              happens(wired.events.last() + 1);
              return wired.http().get("/healthz").status() == 200;
            });
  }

  // It must not hold up the notices, the others, or its place for ever.
  @Test
  void aFollowerThatDoesNotReadLosesItsPlaceWhenItIsNeeded() {
    String much = "x".repeat(1 << 20);
    List<Follower> deaf = new ArrayList<>();
    for (int at = 0; at < AdminLimits.FOLLOWERS; at++) {
      deaf.add(wired.http().follow("?since=0"));
      deaf.getLast().await(": events of shiphub");
    }
    for (int seq = 1; seq <= 10; seq++) {
      wired.events.onNotice(Samples.notice(seq, NoticeType.ATTEMPT_FAILED, much));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              wired.steady.forward(AdminLimits.STALL);
              try (Follower next = wired.http().follow("?since=10")) {
                return next.await("HTTP/1.1").contains("200");
              }
            });
    deaf.forEach(Follower::close);
  }

  @Test
  void aQuietStreamIsKeptAliveByComments() throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EventStream events = new EventStream(10, 0);
    EventFeed feed = new EventFeed(events, wired.steady, Duration.ofMillis(5));
    Seats seats = new Seats(1, AdminLimits.STALL);
    Thread follower =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (Seats.Seat seat = seats.take(Samples.NOW).orElseThrow()) {
                    feed.follow(out, 0, seat, () -> true);
                  } catch (Exception broken) {
                    throw new AssertionError(broken);
                  }
                });
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> out.toString(StandardCharsets.UTF_8).contains("\n:\n\n:\n\n"));
    events.close();
    assertTrue(follower.join(Duration.ofSeconds(5)));
  }

  @Test
  void closingDoesNotWaitForFollowersThatDoNotRead() {
    String much = "x".repeat(1 << 20);
    Follower deaf = wired.http().follow("?since=0");
    deaf.await(": events of shiphub");
    for (int seq = 1; seq <= 10; seq++) {
      wired.events.onNotice(Samples.notice(seq, NoticeType.ATTEMPT_FAILED, much));
    }
    // A second of margin for a busy machine; 100 ms is what it takes.
    await().atMost(Duration.ofSeconds(1)).until(this::isClosedNow);
    deaf.close();
  }

  private boolean isClosedNow() {
    wired.server.close();
    return true;
  }
}
