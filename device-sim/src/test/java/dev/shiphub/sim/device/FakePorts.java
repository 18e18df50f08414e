package dev.shiphub.sim.device;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.port.Arrivals;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Dialer;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.port.Listener;
import dev.shiphub.ship.port.Sighting;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A world for one device that a test holds in its hands. */
final class FakePorts implements Listener, Dialer {
  static final int PORT = 47_120;

  final List<Announcement> announced = new CopyOnWriteArrayList<>();
  final List<Thread> dialling = new CopyOnWriteArrayList<>();
  final AtomicInteger released = new AtomicInteger();

  /** Until it is open, a dial that does not heed interrupts goes on, and a goodbye too. */
  final CountDownLatch gate = new CountDownLatch(1);

  volatile boolean isPortTaken;
  volatile boolean isGoodbyeSlow;
  volatile boolean isListenerClosed;
  volatile boolean isDiscoveryClosed;
  volatile boolean isBrowsing;
  volatile Arrivals arrivals = _ -> {};
  volatile Consumer<Sighting> sightings = _ -> {};

  /** What a dial ends with if nobody interrupts it; empty waits for ever. */
  volatile Optional<DialOutcome> stubborn = Optional.empty();

  DevicePorts ports() {
    return new DevicePorts(
        this,
        this,
        Optional.of(new Multicast()),
        new SteadyClock(),
        new Random(1),
        released::incrementAndGet);
  }

  @Override
  public int open(Arrivals hears) throws IOException {
    if (isPortTaken) {
      throw new IOException("Address already in use");
    }
    arrivals = hears;
    return PORT;
  }

  @Override
  public void close() {
    isListenerClosed = true;
  }

  @Override
  public DialOutcome dial(Ski expected, Endpoint endpoint, BooleanSupplier mayUpgrade)
      throws InterruptedException {
    dialling.add(Thread.currentThread());
    if (stubborn.isPresent()) {
      awaitGate();
      return stubborn.get();
    }
    new CountDownLatch(1).await();
    throw new AssertionError("nobody opens it");
  }

  private void awaitGate() {
    boolean isInterrupted = false;
    while (gate.getCount() > 0) {
      try {
        gate.await();
      } catch (InterruptedException _) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Multicast implements Discovery {
    @Override
    public void browse(Consumer<Sighting> consumer) {
      sightings = consumer;
      isBrowsing = true;
    }

    @Override
    public void announce(Announcement own) {
      announced.add(own);
    }

    @Override
    public void withdraw() {
      announced.clear();
    }

    @Override
    public List<String> report() {
      return List.of();
    }

    @Override
    public void close() {
      if (isGoodbyeSlow) {
        awaitGate();
      }
      isDiscoveryClosed = true;
    }
  }
}
