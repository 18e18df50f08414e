package dev.shiphub.sim.device;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Sighting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SimDeviceTest {
  private static final DeviceTimes QUICK =
      new DeviceTimes(
          HandshakeTimes.DEFAULT,
          Duration.ofSeconds(50),
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofMillis(600));
  private static final DeviceSettings SETTINGS =
      World.settings(World.SMALL).trusting(Set.of(World.BIG)).with(QUICK);

  private final FakePorts world = new FakePorts();
  private final List<SimEvent> events = new CopyOnWriteArrayList<>();

  private SimDevice start() throws IOException {
    return SimDevice.start(SETTINGS, world.ports(), events::add);
  }

  private void showPeer() {
    world.sightings.accept(new Sighting.Seen(World.record(World.settings(World.BIG))));
  }

  @AfterEach
  void letGo() {
    world.gate.countDown();
  }

  @Nested
  class Started {
    @Test
    void saysFirstWhereItListens() throws IOException {
      try (SimDevice device = start()) {
        assertEquals(FakePorts.PORT, device.port());
        await().until(() -> !events.isEmpty());
        assertEquals(
            new SimEvent.Listening(World.SMALL, SETTINGS.shipId(), "wallbox", FakePorts.PORT),
            events.getFirst());
      }
    }

    @Test
    void announcesThePortThatItGotAndBrowses() throws IOException {
      try (SimDevice device = start()) {
        await().until(() -> world.isBrowsing);
        assertEquals(List.of(SETTINGS.announcement(device.port())), world.announced);
      }
    }

    // Browsing costs a device that only waits a good part of its time.
    @Test
    void doesNotBrowseIfItOnlyAccepts() throws IOException {
      SimDevice device = SimDevice.start(SETTINGS.onlyAccepting(), world.ports(), events::add);
      device.close();
      assertEquals(1, world.announced.size());
      assertFalse(world.isBrowsing);
    }

    @Test
    void leavesNothingOpenIfThePortIsTaken() {
      world.isPortTaken = true;
      assertThrows(IOException.class, SimDeviceTest.this::start);
      assertTrue(world.isDiscoveryClosed);
      assertEquals(1, world.released.get());
      assertEquals(List.of(), events);
    }

    @Test
    void takesOrdersFromAnyThread() throws IOException {
      try (SimDevice device = start()) {
        device.untrust(World.BIG);
        device.dial(World.BIG);
        await()
            .until(() -> events.contains(new SimEvent.DialFailed(World.BIG, "it is not trusted")));
      }
    }
  }

  @Nested
  class Closing {
    @Test
    void freesEverythingAndSaysSoLast() throws Exception {
      SimDevice device = start();
      device.close();
      assertTrue(world.isListenerClosed);
      assertTrue(world.isDiscoveryClosed);
      assertEquals(1, world.released.get());
      assertEquals(new SimEvent.Stopped(0), events.getLast());
      assertTrue(device.awaitStop());
    }

    @Test
    void mayBeWantedTwice() throws IOException {
      SimDevice device = start();
      device.close();
      device.close();
      assertEquals(1, events.stream().filter(SimEvent.Stopped.class::isInstance).count());
    }

    @Test
    void callsADialOffAndEndsItsThread() throws Exception {
      SimDevice device = start();
      await().until(() -> world.isBrowsing);
      showPeer();
      device.dial(World.BIG);
      await().until(() -> !world.dialling.isEmpty());
      device.close();
      assertTrue(world.dialling.getFirst().join(Duration.ofSeconds(5)));
      assertEquals(
          List.of(), events.stream().filter(SimEvent.DialFailed.class::isInstance).toList());
    }

    @Test
    void doesNotWaitForAGoodbyeThatTakesTooLong() throws IOException {
      world.isGoodbyeSlow = true;
      SimDevice device = start();
      device.close();
      assertTrue(world.isListenerClosed);
      assertFalse(world.isDiscoveryClosed);
      assertInstanceOf(SimEvent.Stopped.class, events.getLast());
    }

    @Test
    void cutsWhatADialBringsTooLate() throws Exception {
      StuckTransport late = new StuckTransport(World.BIG);
      world.stubborn = Optional.of(new DialOutcome.Opened(late));
      SimDevice device = start();
      await().until(() -> world.isBrowsing);
      showPeer();
      device.dial(World.BIG);
      await().until(() -> !world.dialling.isEmpty());
      device.close();
      assertFalse(late.isCut);
      world.gate.countDown();
      await().until(() -> late.isCut);
    }

    @Test
    void cutsWhatIsAcceptedTooLate() throws IOException {
      SimDevice device = start();
      device.close();
      StuckTransport late = new StuckTransport(World.BIG);
      world.arrivals.opened(late);
      assertTrue(late.isCut);
    }

    @Test
    void cutsWhoeverDoesNotAnswerAndCountsThem() throws IOException {
      SimDevice device = start();
      StuckTransport stuck = new StuckTransport(World.BIG);
      world.arrivals.opened(stuck);
      await().until(() -> events.stream().anyMatch(SimEvent.Connected.class::isInstance));
      device.close();
      assertTrue(stuck.isCut);
      assertEquals(new SimEvent.Stopped(1), events.getLast());
    }

    @Test
    void isPossibleFromWithinAnEvent() throws Exception {
      CompletableFuture<SimDevice> self = new CompletableFuture<>();
      SimDevice device =
          SimDevice.start(
              // So long that waiting for itself would show.
              SETTINGS.with(DeviceTimes.DEFAULT.stopping(Duration.ofMinutes(2))),
              world.ports(),
              event -> {
                events.add(event);
                if (event instanceof SimEvent.Listening) {
                  self.join().close();
                }
              });
      self.complete(device);
      assertTrue(device.awaitStop());
      assertInstanceOf(SimEvent.Stopped.class, events.getLast());
    }
  }

  @Test
  void aBugFreesEverythingAndIsTold() throws Exception {
    StuckTransport open = new StuckTransport(World.BIG);
    SimDevice device =
        SimDevice.start(
            SETTINGS,
            world.ports(),
            event -> {
              if (event instanceof SimEvent.TrustRequested || event instanceof SimEvent.Connected) {
                throw new IllegalStateException("a bug, expected here");
              }
            });
    world.arrivals.opened(open);
    assertFalse(device.awaitStop());
    assertTrue(open.isCut);
    assertTrue(world.isListenerClosed);
    assertTrue(world.isDiscoveryClosed);
    assertEquals(1, world.released.get());
  }

  @Test
  void aBugEndsWhatStillWaits() throws Exception {
    StuckTransport waiting = new StuckTransport(World.BIG);
    SimDevice device =
        SimDevice.start(
            SETTINGS,
            world.ports(),
            event -> {
              if (event instanceof SimEvent.Listening) {
                world.arrivals.opened(waiting);
                throw new IllegalStateException("a bug, expected here");
              }
            });
    assertFalse(device.awaitStop());
    assertTrue(waiting.isCut);
  }
}
