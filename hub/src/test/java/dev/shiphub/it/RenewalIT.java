package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.loop.Hub;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.hub.session.Lifetime;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.port.SendOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connections that are renewed while both sides talk all the time, over real TLS: what was written
 * has come, once and in order, and what failed has not.
 *
 * <p>Proof of promises 7 and 8.
 */
@Timeout(120)
final class RenewalIT {
  private static final Lifetime SHORT =
      new Lifetime(Optional.empty(), Optional.of(Duration.ofSeconds(1)));

  /** So many may be under way: a peer that is seconds behind cannot confirm a close in time. */
  private static final int WINDOW = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  private final List<LocalIdentity> bySki =
      Stream.of(BadCompany.fresh(), BadCompany.fresh())
          .sorted(Comparator.comparing(LocalIdentity::ski))
          .toList();

  @Test
  void nothingIsLostOrDoubledIfTheBiggerRenews() throws Exception {
    renewUnderTraffic(bySki.getLast(), bySki.getFirst(), 2);
  }

  // It may not close the older one itself: the bigger has three seconds to do that.
  @Test
  void nothingIsLostOrDoubledIfTheSmallerRenews() throws Exception {
    renewUnderTraffic(bySki.getFirst(), bySki.getLast(), 1);
  }

  private void renewUnderTraffic(LocalIdentity renewing, LocalIdentity other, int renewals)
      throws Exception {
    Ear here = new Ear();
    Ear there = new Ear();
    LoopbackHub passive = start(other, renewing.ski(), List.of(), there, Lifetime.UNLIMITED);
    StaticPeer place = new StaticPeer(other.ski(), at(passive.hub().shipPort()));
    LoopbackHub active = start(renewing, other.ski(), List.of(place), here, SHORT);
    try {
      await().atMost(PATIENCE).until(() -> here.isConnected() && there.isConnected());
      BooleanSupplier isOver = () -> here.count(NoticeType.SESSION_REPLACED) >= renewals;
      Speaker one = new Speaker(active.hub(), other.ski(), there, isOver);
      Speaker two = new Speaker(passive.hub(), renewing.ski(), here, isOver);
      Thread speaking = Thread.ofVirtual().start(one);
      two.run();
      speaking.join();

      there.mustHaveHeardAll();
      here.mustHaveHeardAll();
      assertEquals(one.written, there.numbers);
      assertEquals(two.written, here.numbers);
      assertTrue(one.written.size() > 100, "so little was said: " + one.written.size());
      for (Ear ear : List.of(here, there)) {
        // Each tells of it when the last data of the older one is in, so not in the same moment.
        await().atMost(PATIENCE).until(() -> ear.count(NoticeType.SESSION_REPLACED) >= renewals);
        assertEquals(0, ear.count(NoticeType.DEVICE_DISCONNECTED));
      }
      System.out.printf(
          "renewal: %d and %d messages over %d renewals, %d and %d refused%n",
          one.written.size(), two.written.size(), renewals, one.failed, two.failed);
    } finally {
      active.stop();
      passive.stop();
    }
  }

  private LoopbackHub start(
      LocalIdentity identity, Ski trusted, List<StaticPeer> peers, Ear ear, Lifetime lifetime)
      throws Exception {
    Path state = Files.createDirectory(directory.resolve(identity.ski().brief()));
    return LoopbackHub.start(
        identity,
        0,
        state,
        LoopbackHub.trusting(List.of(trusted)),
        peers,
        new Silence(),
        List.of(ear),
        lifetime);
  }

  private static Endpoint at(int port) {
    return new Endpoint(List.of("127.0.0.1"), port, "/ship/", Optional.empty());
  }

  /** Says one number after the other. */
  private static final class Speaker implements Runnable {
    private final Hub hub;
    private final Ski to;
    private final Ear ear;
    private final BooleanSupplier isOver;
    private final List<Long> written = new ArrayList<>();
    private int failed;

    private Speaker(Hub hub, Ski to, Ear ear, BooleanSupplier isOver) {
      this.hub = hub;
      this.to = to;
      this.ear = ear;
      this.isOver = isOver;
    }

    @Override
    public void run() {
      for (long number = 1; !isOver.getAsBoolean(); number++) {
        ear.awaitRoom(1);
        JsonObject payload = JsonValue.object().put("datagram", JsonValue.of(number)).build();
        CompletableFuture<SendOutcome> outcome = hub.send(to, payload);
        switch (outcome.join()) {
          case SendOutcome.Written() -> written.add(number);
          case SendOutcome.Failed _ -> {
            failed++;
            ear.window.release();
          }
        }
      }
    }
  }

  /** An application. */
  private static final class Ear implements HubListener {
    private final List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore window = new Semaphore(WINDOW);
    private final List<NoticeType> heard = new CopyOnWriteArrayList<>();

    @Override
    public void onNotice(PublishedNotice notice) {
      heard.add(notice.notice().type());
    }

    @Override
    public void onData(Ski ski, ConnectionId session, JsonObject payload) {
      numbers.add(payload.integer("datagram").orElseThrow());
      window.release();
    }

    /** A message that is lost leaves its place taken for ever. */
    private void awaitRoom(int places) {
      try {
        assertTrue(window.tryAcquire(places, 10, TimeUnit.SECONDS), "lost after " + numbers.size());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopped);
      }
    }

    private void mustHaveHeardAll() {
      awaitRoom(WINDOW);
    }

    private boolean isConnected() {
      return count(NoticeType.SESSION_STARTED) > 0;
    }

    private long count(NoticeType type) {
      return heard.stream().filter(type::equals).count();
    }
  }
}
