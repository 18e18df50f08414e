package dev.shiphub.hub.loop;

import static dev.shiphub.hub.loop.HubFixture.DEVICE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.hub.loop.ScriptedTransport.Manners;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.wire.ShipData;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.InOrder;

/**
 * The loop with its threads, on a network in memory.
 *
 * <p>Proof of promises 3, 5, 8, 9.
 */
@Timeout(60)
final class HubTest {
  private static final JsonObject PAYLOAD = JsonValue.object().put("datagram", 1).build();

  private final HubFixture fixture = new HubFixture();
  private final Ear ear = new Ear();

  HubTest() {
    fixture.listeners.add(ear);
  }

  /** Hears and remembers. */
  private static final class Ear implements HubListener {
    final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void onNotice(PublishedNotice notice) {
      heard.add(notice.notice().type().label());
    }

    @Override
    public void onData(Ski ski, ConnectionId session, JsonObject payload) {
      heard.add("data");
    }

    void awaits(String label) {
      await().until(() -> heard.contains(label));
    }
  }

  private ScriptedTransport dialled(Manners manners) {
    ScriptedTransport transport = new ScriptedTransport(DEVICE, Role.CLIENT, manners);
    AtomicInteger dials = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    fixture.dialer =
        (_, _, _) -> {
          if (dials.getAndIncrement() > 0) {
            never.await();
          }
          return new DialOutcome.Opened(transport);
        };
    return transport;
  }

  private static NoticeType type(PublishedNotice notice) {
    return notice.notice().type();
  }

  @Test
  void aDeviceIsDialledAndConnectedAndItsDataIsHeard() throws IOException {
    ScriptedTransport device = dialled(Manners.POLITE);
    Hub hub = fixture.start();
    ear.awaits("SessionStarted");
    device.says(new ShipData(ShipData.SPINE, PAYLOAD));
    ear.awaits("data");
    assertInstanceOf(SendOutcome.Written.class, hub.send(DEVICE, PAYLOAD).join());
    assertTrue(hub.stop());
    assertEquals(
        List.of(
            "HubStarted",
            "DeviceConnected",
            "SessionStarted",
            "data",
            "HubStopping",
            "SessionEnded",
            "DeviceDisconnected",
            "HubStopped"),
        ear.heard);
    assertEquals(1, device.ends.get());
  }

  @Test
  void aPeerThatConnectsIsAdmittedLikeOneThatIsDialled() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    fixture.dialer =
        (_, _, _) -> {
          never.await();
          throw new IllegalStateException("interrupted before");
        };
    Hub hub = fixture.start();
    fixture.port.arrivals.opened(new ScriptedTransport(DEVICE, Role.SERVER, Manners.POLITE));
    ear.awaits("SessionStarted");
    assertTrue(hub.stop());
  }

  // SHIP 12.2.2: the bigger node looks for double connections while TLS is under way.
  @Test
  void aDialEndsWhenTheDeviceProvesItselfOnAConnectionOfItsOwn() throws Exception {
    CountDownLatch isDialling = new CountDownLatch(1);
    CountDownLatch isInterrupted = new CountDownLatch(1);
    fixture.dialer =
        (_, _, _) -> {
          try {
            isDialling.countDown();
            new CountDownLatch(1).await();
            throw new IllegalStateException("nobody opens it");
          } finally {
            isInterrupted.countDown();
          }
        };
    Hub hub = fixture.start();
    isDialling.await();
    fixture.port.arrivals.authenticated(DEVICE);
    isInterrupted.await();
    fixture.port.arrivals.opened(new ScriptedTransport(DEVICE, Role.SERVER, Manners.POLITE));
    ear.awaits("SessionStarted");
    assertFalse(ear.heard.contains("AttemptFailed"));
    assertTrue(hub.stop());
  }

  // Existing hubs registered a connection after its own end: it stayed for ever.
  @Test
  void aConnectionThatDiesAtOnceLeavesNoGhost() throws IOException {
    Hub hub = fixture.start();
    for (int i = 0; i < 300; i++) {
      fixture.port.arrivals.opened(new ScriptedTransport(DEVICE, Role.SERVER, Manners.GONE));
    }
    await()
        .until(
            () ->
                ((Answer.Picture) hub.ask(new Request.Look()).join())
                    .snapshot().devices().stream()
                        .allMatch(device -> device.connections().isEmpty()));
    assertTrue(hub.stop());
  }

  @Test
  void whatIsAskedIsAnsweredWhenItIsSaved() throws IOException {
    Hub hub = fixture.start();
    Ski other = new Ski("2".repeat(40));
    Request pair = new Request.Pair(other, TrustRecord.Origin.USER_INPUT, Instant.EPOCH);
    assertInstanceOf(Answer.Done.class, hub.ask(pair).join());
    assertEquals(2, fixture.saved.getLast().trusted().size());
    hub.stop();
    Answer refused = hub.ask(pair).join();
    assertEquals(Answer.Kind.STOPPING, ((Answer.Refused) refused).kind());
  }

  @Test
  void whatCannotBeSavedForAnyReasonIsAnsweredSo() throws IOException {
    fixture.store =
        (_, _) -> {
          throw new AssertionError("a bug of the store");
        };
    Hub hub = fixture.start();
    Ski other = new Ski("2".repeat(40));
    var answer = hub.ask(new Request.Pair(other, TrustRecord.Origin.USER_INPUT, Instant.EPOCH));
    await().until(answer::isDone);
    assertEquals(Answer.Kind.NOT_SAVED, ((Answer.Refused) answer.join()).kind());
    assertTrue(hub.stop());
  }

  @Test
  void sendingToADeviceThatIsNotConnectedFails() throws Exception {
    Hub hub = fixture.start();
    assertInstanceOf(SendOutcome.Failed.class, hub.send(DEVICE, PAYLOAD).get(10, TimeUnit.SECONDS));
    hub.stop();
  }

  @Nested
  final class Starting {
    @Test
    void failsWholeWhenThePortIsTaken() {
      fixture.port.isTaken = true;
      IOException failure = assertThrows(IOException.class, fixture::start);
      assertEquals("Address already in use", failure.getMessage());
      assertEquals(1, fixture.air.closes.get());
      assertEquals("HubStopped", ear.heard.getLast());
      awaitNoThreads();
    }

    @Test
    void failsWholeWhenDiscoveryBreaks() {
      fixture.air.isBroken = true;
      assertThrows(IllegalStateException.class, fixture::start);
      assertEquals(1, fixture.port.closes.get());
      assertEquals(1, fixture.air.closes.get());
      awaitNoThreads();
    }

    @Test
    void worksAgainInTheSameProcess() throws IOException {
      for (int run = 0; run < 20; run++) {
        HubFixture fresh = new HubFixture();
        assertTrue(fresh.start().stop());
      }
      awaitNoThreads();
    }
  }

  @Nested
  final class Stopping {
    /** Regression of field lesson A12. */
    @Test
    void interruptsADialInFlightAndWaitsForItsOutcome() throws Exception {
      CountDownLatch dialling = new CountDownLatch(1);
      CountDownLatch interrupted = new CountDownLatch(1);
      fixture.dialer =
          (_, _, _) -> {
            dialling.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException asked) {
              interrupted.countDown();
              throw asked;
            }
            throw new IllegalStateException();
          };
      Hub hub = fixture.start();
      assertTrue(dialling.await(10, TimeUnit.SECONDS));
      assertTrue(hub.stop());
      assertEquals(0, interrupted.getCount());
      assertEquals("HubStopped", ear.heard.getLast());
    }

    /**
     * A dial that opens all the same, after the stop began, must be closed by its session.
     *
     * <p>Regression of field lesson A12.
     */
    @Test
    void closesAConnectionThatADialOpensTooLate() throws Exception {
      ScriptedTransport late = new ScriptedTransport(DEVICE, Role.CLIENT, Manners.POLITE);
      CountDownLatch dialling = new CountDownLatch(1);
      fixture.dialer =
          (_, _, _) -> {
            dialling.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException tooLate) {
              Thread.currentThread().interrupt();
            }
            return new DialOutcome.Opened(late);
          };
      Hub hub = fixture.start();
      assertTrue(dialling.await(10, TimeUnit.SECONDS));
      assertTrue(hub.stop());
      assertEquals(1, late.ends.get());
      assertFalse(ear.heard.contains("DeviceConnected"));
    }

    @Test
    void closesAConnectionThatArrivesTooLate() throws IOException {
      Hub hub = fixture.start();
      hub.stop();
      ScriptedTransport late = new ScriptedTransport(DEVICE, Role.SERVER, Manners.POLITE);
      fixture.port.arrivals.opened(late);
      await().until(() -> late.ends.get() == 1);
      await().until(() -> hub.figures(new ConnectionId(1)).isEmpty());
    }

    @Test
    void cutsAPeerThatNeverLetsGo() throws IOException {
      fixture.stopTimeout = Duration.ofMillis(300);
      ScriptedTransport mute = dialled(Manners.MUTE);
      Hub hub = fixture.start();
      await().until(() -> hub.figures(new ConnectionId(1)).isPresent());
      assertFalse(hub.stop());
      assertEquals(1, mute.ends.get());
      assertEquals("HubStopped", ear.heard.getLast());
    }

    @Test
    void doesNotWaitForAListenerThatBlocks() throws IOException {
      CountDownLatch stuck = new CountDownLatch(1);
      CountDownLatch released = new CountDownLatch(1);
      fixture.listeners.add(
          _ -> {
            try {
              stuck.countDown();
              new CountDownLatch(1).await();
            } catch (InterruptedException asked) {
              released.countDown();
            }
          });
      Hub hub = fixture.start();
      await().until(() -> stuck.getCount() == 0);
      assertFalse(hub.stop());
      assertEquals("HubStopped", ear.heard.getLast());
      await().until(() -> released.getCount() == 0);
    }

    @Test
    void isDoneOnceAndLaterCallsGetTheSameAnswer() throws IOException {
      Hub hub = fixture.start();
      assertTrue(hub.stop());
      assertTrue(hub.stop());
      assertEquals(1, fixture.port.closes.get());
      assertEquals(1, fixture.air.closes.get());
    }

    @Test
    void leavesNoThreadBehind() throws IOException {
      dialled(Manners.POLITE);
      Hub hub = fixture.start();
      ear.awaits("SessionStarted");
      hub.stop();
      awaitNoThreads();
    }
  }

  @Nested
  final class Listeners {
    @Test
    void hearEverythingOnceInOrderAndNothingAfterHubStopped() throws IOException {
      HubListener listener = mock(HubListener.class);
      fixture.listeners.add(listener);
      ScriptedTransport device = dialled(Manners.POLITE);
      Hub hub = fixture.start();
      ear.awaits("SessionStarted");
      device.breaks();
      ear.awaits("DeviceDisconnected");
      hub.stop();
      hub.stop();
      InOrder order = inOrder(listener);
      for (NoticeType next :
          List.of(
              NoticeType.HUB_STARTED,
              NoticeType.DEVICE_CONNECTED,
              NoticeType.SESSION_STARTED,
              NoticeType.SESSION_ENDED,
              NoticeType.DEVICE_DISCONNECTED,
              NoticeType.HUB_STOPPING,
              NoticeType.HUB_STOPPED)) {
        order.verify(listener).onNotice(argThat(notice -> type(notice) == next));
      }
      order.verifyNoMoreInteractions();
      verify(listener, times(7)).onNotice(any());
    }

    @Test
    void getNoDataOfASessionThatHasEnded() throws IOException {
      ScriptedTransport device = dialled(Manners.POLITE);
      Hub hub = fixture.start();
      ear.awaits("SessionStarted");
      assertInstanceOf(Answer.Done.class, hub.ask(new Request.Disconnect(DEVICE)).join());
      device.says(new ShipData(ShipData.SPINE, PAYLOAD));
      hub.stop();
      assertFalse(ear.heard.contains("data"));
    }

    @Test
    void thatFailDoNotDisturbTheOthers() throws IOException {
      fixture.listeners.addFirst(
          _ -> {
            throw new IllegalStateException("a bug of the application");
          });
      Hub hub = fixture.start();
      assertTrue(hub.stop());
      assertEquals(List.of("HubStarted", "HubStopping", "HubStopped"), ear.heard);
    }

    // Its outlet would refuse all data from then on, which ends the sessions of all devices.
    @Test
    void thatThrowAnErrorHearTheNextNotice() throws InterruptedException {
      AtomicInteger heard = new AtomicInteger();
      Outlet outlet =
          new Outlet(
              _ -> {
                heard.incrementAndGet();
                throw new AssertionError("a bug of the application");
              },
              2);
      outlet.notice(published(NoticeType.HUB_STARTED));
      outlet.notice(published(NoticeType.HUB_STOPPING));
      await().until(() -> heard.get() == 2);
      assertTrue(outlet.close(Duration.ofSeconds(5)));
    }

    @Test
    void thatMissedTheStartOfASessionGetItsDataAllTheSame() throws Exception {
      SlowEar slow = new SlowEar();
      Outlet outlet = new Outlet(slow, 1);
      outlet.notice(published(NoticeType.HUB_STARTED));
      assertTrue(slow.waiting.await(10, TimeUnit.SECONDS));
      outlet.notice(published(NoticeType.DEVICE_SEEN));
      outlet.notice(published(NoticeType.DEVICE_CONNECTED));
      outlet.notice(published(NoticeType.SESSION_STARTED));
      slow.release.countDown();
      await().until(() -> slow.gaps.get() == 1);
      await().until(() -> outlet.data(DEVICE, new ConnectionId(1), PAYLOAD));
      await().until(() -> slow.data.get() > 0);
      assertFalse(outlet.close(Duration.ofSeconds(5)) && slow.gaps.get() == 0);
    }

    @Test
    void thatAreTooSlowAreToldHowMuchTheyMissed() throws Exception {
      CountDownLatch release = new CountDownLatch(1);
      AtomicInteger missed = new AtomicInteger();
      HubListener slow =
          new HubListener() {
            @Override
            public void onNotice(PublishedNotice notice) {
              try {
                release.await();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            }

            @Override
            public void onGap(long count) {
              missed.addAndGet((int) count);
            }
          };
      Outlet outlet = new Outlet(slow, 2);
      for (int i = 0; i < 20; i++) {
        outlet.notice(published(NoticeType.DEVICE_SEEN));
      }
      release.countDown();
      await().until(() -> missed.get() >= 15);
      assertFalse(outlet.close(Duration.ofSeconds(5)) && missed.get() == 0);
    }
  }

  private static PublishedNotice published(NoticeType type) {
    Notice notice = new Notice(type, Optional.of(DEVICE), Optional.of(new ConnectionId(1)), "");
    return new PublishedNotice(1, Instant.EPOCH, 0, notice);
  }

  /** Waits in its first notice, and counts what comes. */
  private static final class SlowEar implements HubListener {
    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);
    final AtomicInteger gaps = new AtomicInteger();
    final AtomicInteger data = new AtomicInteger();

    @Override
    public void onNotice(PublishedNotice notice) {
      try {
        waiting.countDown();
        release.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onData(Ski ski, ConnectionId session, JsonObject payload) {
      data.incrementAndGet();
    }

    @Override
    public void onGap(long count) {
      gaps.incrementAndGet();
    }
  }

  private static void awaitNoThreads() {
    await().untilAsserted(() -> assertEquals(Set.of(), ourThreads()));
  }

  private static Set<String> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.equals("hub") || name.equals("ledger"))
        .collect(Collectors.toSet());
  }
}
