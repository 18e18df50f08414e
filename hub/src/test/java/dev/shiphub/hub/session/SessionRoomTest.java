package dev.shiphub.hub.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.port.TransportEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a peer may pile up before a session that is slow. */
@Timeout(20)
final class SessionRoomTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int ROOM = 256;
  private static final byte[] LONG = new byte[8 * 1024];

  private final FakeTransport transport = new FakeTransport(Role.SERVER);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Session session =
      new Session(
          transport,
          new SessionRules(
              new ShipId("hub"),
              HandshakeTimes.DEFAULT,
              Duration.ofSeconds(50),
              Duration.ofSeconds(10),
              3),
          this::report,
          NOW);
  private final SessionPump pump =
      new SessionPump(transport, session, InstantSource.fixed(NOW), ROOM);

  private boolean report(SessionReport report) {
    try {
      goOn.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  // 256 messages of 8 KiB, decoded, are more than the whole heap of a hub.
  @Test
  void makesAPeerWaitThatHasSaidTooMuchAndLetsItGoOn() throws Exception {
    pump.order(new SessionInput.Start(false));
    Thread running = Thread.ofVirtual().start(pump);
    Awaitility.await().until(() -> transport.events.isPresent());
    TransportEvents peer = transport.events.orElseThrow();
    CompletableFuture<Void> said = new CompletableFuture<>();

    Thread reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int message = 0; message < 4; message++) {
                    peer.onMessage(LONG);
                  }
                  said.complete(null);
                });
    Awaitility.await().until(() -> said.isDone() || reader.getState() == Thread.State.WAITING);
    assertFalse(said.isDone(), "four messages wait for a session that takes none");

    goOn.countDown();
    said.get(5, TimeUnit.SECONDS);
    peer.onClosed(CloseReason.byNetwork("test is over"));
    assertTrue(running.join(Duration.ofSeconds(5)));
  }
}
