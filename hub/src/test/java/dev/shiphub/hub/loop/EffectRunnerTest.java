package dev.shiphub.hub.loop;

import static dev.shiphub.hub.loop.HubFixture.DEVICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.hub.loop.ScriptedTransport.Manners;
import dev.shiphub.hub.session.SessionRules;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Dialer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every dial and every save comes back as exactly one event.
 *
 * <p>Proof of promises 4, 7, 10.
 */
@Timeout(60)
final class EffectRunnerTest {
  private static final HubEffect.Dial DIAL =
      new HubEffect.Dial(DEVICE, new Endpoint(List.of("memory"), 1, "/", Optional.empty()));
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final BlockingQueue<HubEvent> events = new LinkedBlockingQueue<>();
  private final HubScope scope = new HubScope();
  private final Ledger ledger = new Ledger();
  private final SteadyClock clock = new SteadyClock();
  private volatile Dialer dialer = (_, _, _) -> new DialOutcome.Failed(List.of());
  private final IOException diskFault = new IOException("disk full");
  private volatile Runnable whenTold = () -> {};
  private final AddressBook addressBook = new AddressBook(new StoredState(List.of(), List.of()));
  private final EffectRunner runner = new EffectRunner(tools(), this::take);

  private EffectRunner.Tools tools() {
    Notices notices = new Notices(List.of(), 0, 9, clock, clock);
    SessionRules rules =
        new SessionRules(
            new ShipId("hub"),
            HandshakeTimes.DEFAULT,
            Duration.ofSeconds(50),
            Duration.ofSeconds(10),
            64 * 1_024);
    return new EffectRunner.Tools(
        (ski, endpoint, mayUpgrade) -> dialer.dial(ski, endpoint, mayUpgrade),
        scope,
        ledger,
        (_, _) -> {
          throw diskFault;
        },
        new Sessions(rules, 64, clock, this::take, notices, Watches.NONE),
        notices,
        addressBook,
        (_, _) -> {});
  }

  private boolean take(HubEvent event) {
    boolean isTaken = events.add(event);
    whenTold.run();
    return isTaken;
  }

  private HubEvent next() throws InterruptedException {
    return Optional.ofNullable(events.poll(10, TimeUnit.SECONDS)).orElseThrow();
  }

  /** The one outcome, when nothing can come after it any more. */
  private HubEvent onlyOutcome() throws InterruptedException {
    HubEvent outcome = next();
    scope.close();
    assertTrue(scope.await(GRACE));
    assertEquals(List.of(), List.copyOf(events));
    return outcome;
  }

  private static DialOutcome never() throws InterruptedException {
    new CountDownLatch(1).await();
    return new DialOutcome.Failed(List.of());
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    boolean isOpen = false;
    while (!isOpen) {
      try {
        isOpen = latch.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        // It is the interrupt that this dial does not heed.
      }
    }
  }

  @AfterEach
  void close() throws InterruptedException {
    scope.close();
    assertTrue(ledger.close(GRACE));
  }

  /** Places are kept where paired devices were, and for nobody else. */
  @Nested
  final class TheAddressBook {
    private static final Connection THERE =
        new Connection(new ConnectionId(1), DEVICE, Role.SERVER, "192.0.2.1:4712");
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");

    private void isPaired() {
      addressBook.saved(
          new StoredState(
              List.of(
                  new TrustRecord(
                      DEVICE, Optional.empty(), TrustRecord.Origin.USER_INPUT, 64, Instant.EPOCH)),
              List.of()));
    }

    private void run(HubEffect effect) {
      assertEquals(Optional.empty(), runner.run(effect));
    }

    @Test
    void hearsWhereATrustedDeviceBegins() {
      isPaired();
      run(new HubEffect.StartSession(THERE, true));

      assertTrue(addressBook.isKnown(ADDRESS));
    }

    @Test
    void hearsWhereADeviceWaitedThatIsTrustedNow() {
      isPaired();
      run(new HubEffect.StartSession(THERE, false));
      assertFalse(addressBook.isKnown(ADDRESS));

      run(new HubEffect.Tell(THERE, HubEffect.Decision.TRUST_GRANTED));
      assertTrue(addressBook.isKnown(ADDRESS));
    }

    @Test
    void hearsThatTrustIsToBeWithdrawn() throws InterruptedException {
      isPaired();
      run(new HubEffect.StartSession(THERE, true));
      run(new HubEffect.Save(1, new StoredState(List.of(), List.of()), List.of()));

      assertFalse(addressBook.isKnown(ADDRESS));
      assertInstanceOf(HubEvent.SaveFailed.class, onlyOutcome());
    }
  }

  @Nested
  final class ADial {
    @Test
    void thatFailsHasOneOutcome() throws InterruptedException {
      assertEquals(Optional.empty(), runner.run(DIAL));
      assertInstanceOf(HubEvent.DialFailed.class, onlyOutcome());
    }

    @Test
    void isUnderWayUntilItEnds() throws InterruptedException {
      CompletableFuture<Boolean> wasUnderWay = new CompletableFuture<>();
      dialer =
          (_, _, _) -> {
            wasUnderWay.complete(runner.isDialling(DEVICE));
            return new DialOutcome.Failed(List.of());
          };
      assertEquals(Optional.empty(), runner.run(DIAL));
      assertInstanceOf(HubEvent.DialFailed.class, onlyOutcome());
      assertTrue(wasUnderWay.join());
      assertFalse(runner.isDialling(DEVICE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thatBreaksHasOneOutcome(boolean isError) throws InterruptedException {
      dialer =
          (_, _, _) -> {
            if (isError) {
              throw new AssertionError("a bug");
            }
            throw new IllegalStateException("a bug");
          };
      assertEquals(Optional.empty(), runner.run(DIAL));
      assertEquals("internal", ((HubEvent.DialFailed) onlyOutcome()).phase());
    }

    @Test
    void thatIsCancelledHasOneOutcome() throws InterruptedException {
      dialer = (_, _, _) -> never();
      assertEquals(Optional.empty(), runner.run(DIAL));
      assertEquals(Optional.empty(), runner.run(new HubEffect.CancelDial(DEVICE)));
      assertEquals("cancelled", ((HubEvent.DialFailed) onlyOutcome()).phase());
    }

    // Nobody has noticed it before its upgrade, so it may end as if it had never been.
    @Test
    void thatGivesWayIsNoFailure() throws InterruptedException {
      dialer = (_, _, _) -> never();
      assertEquals(Optional.empty(), runner.run(DIAL));
      assertEquals(Optional.empty(), runner.run(new HubEffect.YieldDial(DEVICE)));
      assertEquals(new HubEvent.DialYielded(DEVICE), onlyOutcome());
    }

    @Test
    void thatMeetsItsUpgradeAfterItGaveWayMayNotGoOn() throws InterruptedException {
      CountDownLatch hasYielded = new CountDownLatch(1);
      CompletableFuture<Boolean> mayGoOn = new CompletableFuture<>();
      dialer =
          (_, _, mayUpgrade) -> {
            awaitUninterrupted(hasYielded);
            mayGoOn.complete(mayUpgrade.getAsBoolean());
            return new DialOutcome.Failed(List.of());
          };
      assertEquals(Optional.empty(), runner.run(DIAL));
      assertEquals(Optional.empty(), runner.run(new HubEffect.YieldDial(DEVICE)));
      hasYielded.countDown();
      assertEquals(new HubEvent.DialYielded(DEVICE), onlyOutcome());
      assertFalse(mayGoOn.join());
    }

    // The device may count on it by now: who ends it then is for the double-connection rule.
    @Test
    void thatTheDeviceHasNoticedDoesNotGiveWay() throws Exception {
      CompletableFuture<Boolean> mayGoOn = new CompletableFuture<>();
      dialer =
          (_, _, mayUpgrade) -> {
            mayGoOn.complete(mayUpgrade.getAsBoolean());
            return never();
          };
      assertEquals(Optional.empty(), runner.run(DIAL));
      assertTrue(mayGoOn.get(10, TimeUnit.SECONDS));
      assertEquals(Optional.empty(), runner.run(new HubEffect.YieldDial(DEVICE)));
      assertEquals(List.of(), List.copyOf(events));
      assertEquals(Optional.empty(), runner.run(new HubEffect.CancelDial(DEVICE)));
      assertEquals("cancelled", ((HubEvent.DialFailed) onlyOutcome()).phase());
    }

    @Test
    void thatOpensThoughItWasCancelledIsHandedOver() throws InterruptedException {
      dialer =
          (_, _, _) -> {
            try {
              return never();
            } catch (InterruptedException tooLate) {
              Thread.currentThread().interrupt();
              return new DialOutcome.Opened(
                  new ScriptedTransport(DEVICE, Role.CLIENT, Manners.MUTE));
            }
          };
      assertEquals(Optional.empty(), runner.run(DIAL));
      assertEquals(Optional.empty(), runner.run(new HubEffect.CancelDial(DEVICE)));
      assertInstanceOf(HubEvent.Opened.class, onlyOutcome());
    }

    @Test
    void thatCannotStartAnyMoreHasItsOutcomeAtOnce() {
      scope.close();
      assertInstanceOf(HubEvent.DialFailed.class, runner.run(DIAL).orElseThrow());
      assertTrue(events.isEmpty());
    }

    // The loop may be faster than the end of the task that has told it.
    @Test
    void thatFollowsAtOnceCanBeCancelled() throws Exception {
      CompletableFuture<Thread> first = new CompletableFuture<>();
      dialer =
          (_, _, _) ->
              first.complete(Thread.currentThread()) ? new DialOutcome.Failed(List.of()) : never();
      whenTold =
          () -> {
            whenTold = () -> {};
            assertEquals(Optional.empty(), runner.run(DIAL));
          };
      assertEquals(Optional.empty(), runner.run(DIAL));
      assertInstanceOf(HubEvent.DialFailed.class, next());
      assertTrue(first.get(10, TimeUnit.SECONDS).join(GRACE));
      assertEquals(Optional.empty(), runner.run(new HubEffect.CancelDial(DEVICE)));
      assertEquals("cancelled", ((HubEvent.DialFailed) next()).phase());
    }
  }

  @Nested
  final class ASave {
    private final HubEffect.Save save = new HubEffect.Save(7, StoredState.EMPTY, List.of());

    @Test
    void thatFailsSaysWhy() throws InterruptedException {
      assertEquals(Optional.empty(), runner.run(save));
      assertEquals(new HubEvent.SaveFailed(7, "disk full"), next());
    }

    @Test
    void thatCannotBeQueuedAnyMoreHasFailedAtOnce() throws InterruptedException {
      assertTrue(ledger.close(GRACE));
      assertInstanceOf(HubEvent.SaveFailed.class, runner.run(save).orElseThrow());
      assertFalse(events.contains(new HubEvent.Saved(7)));
    }
  }
}
