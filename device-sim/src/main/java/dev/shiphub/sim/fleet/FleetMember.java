package dev.shiphub.sim.fleet;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.transport.Deadlines;
import dev.shiphub.ship.transport.InboundWatch;
import dev.shiphub.ship.transport.ListenAddress;
import dev.shiphub.ship.transport.ShipTls;
import dev.shiphub.ship.transport.TlsDialer;
import dev.shiphub.ship.transport.TlsListener;
import dev.shiphub.ship.transport.TransportLimits;
import dev.shiphub.ship.transport.TransportSetup;
import dev.shiphub.sim.device.DevicePorts;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.device.SimEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One device of a fleet, over all its lives. Any thread may call it; one flap at a time. */
final class FleetMember {
  private static final TransportLimits LIMITS =
      TransportLimits.DEFAULTS.with(TransportLimits.Rates.UNLIMITED);

  /** What all devices of a fleet share. */
  record Shared(
      FleetPlan plan,
      FleetAddresses addresses,
      Deadlines deadlines,
      InstantSource clock,
      FleetTally tally) {}

  private final int number;
  private final LocalIdentity identity;
  private final DeviceSettings settings;
  private final Shared shared;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicBoolean isFlapping = new AtomicBoolean();
  private int moves;
  private int port;
  private boolean isClosed;
  private volatile Optional<SimDevice> device = Optional.empty();
  private volatile Optional<Life> life = Optional.empty();

  /**
   * Not started yet.
   *
   * @param random its own, for the delays of its dials
   */
  FleetMember(int number, LocalIdentity identity, RandomGenerator random, Shared shared) {
    this.number = number;
    this.random = random;
    this.identity = identity;
    this.shared = shared;
    FleetPlan plan = shared.plan();
    DeviceSettings usual =
        DeviceSettings.of(plan.profile(number), identity.ski())
            .trusting(Set.of(plan.hub()))
            .knowing(Map.of(plan.hub(), plan.place()));
    settings = plan.isDialling() ? usual : usual.onlyAccepting();
  }

  /** From a start to its stop: which of its connections are in data exchange. */
  private final class Life implements Consumer<SimEvent> {
    private final Set<Long> ready = new HashSet<>();
    private volatile boolean isConnected;
    private volatile Instant alone = shared.clock().instant();

    @Override
    public void accept(SimEvent event) {
      shared.tally().note(event);
      switch (event) {
        case SimEvent.DataExchange entered -> {
          if (ready.isEmpty()) {
            shared.tally().delays().add(Duration.between(alone, shared.clock().instant()));
          }
          ready.add(entered.connection());
        }
        case SimEvent.Disconnected end -> {
          if (ready.remove(end.connection()) && ready.isEmpty()) {
            alone = shared.clock().instant();
          }
        }
        default -> {}
      }
      isConnected = !ready.isEmpty();
    }
  }

  Ski ski() {
    return identity.ski();
  }

  DeviceSettings settings() {
    return settings;
  }

  /** Where it is, or was last. */
  InetSocketAddress place() {
    lock.lock();
    try {
      return new InetSocketAddress(shared.addresses().of(number, moves), port);
    } finally {
      lock.unlock();
    }
  }

  boolean isStarted() {
    return device.isPresent();
  }

  boolean isFlapping() {
    return isFlapping.get();
  }

  /** Whether it is in data exchange. */
  boolean isInData() {
    return life.map(it -> it.isConnected).orElse(false);
  }

  /** Starts it; does nothing once it is closed. */
  void start() throws IOException {
    lock.lock();
    try {
      if (!isClosed && device.isEmpty()) {
        device = Optional.of(born());
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets something happen to it; takes as long as that does.
   *
   * @return false if it was busy with another flap, or does not run
   */
  boolean flap(Flap flap) throws IOException {
    if (!isFlapping.compareAndSet(false, true)) {
      return false;
    }
    lock.lock();
    try {
      if (isClosed || device.isEmpty()) {
        return false;
      }
      shared.tally().flapped();
      happen(flap, device.get());
      return true;
    } finally {
      lock.unlock();
      isFlapping.set(false);
    }
  }

  private void happen(Flap flap, SimDevice running) throws IOException {
    switch (flap) {
      case KILL -> running.breakConnections();
      case DOUBLE -> running.dial(shared.plan().hub());
      case CLOSE -> reborn(running);
      case RESTART -> {
        running.breakConnections();
        reborn(running);
      }
      case MOVE -> {
        running.breakConnections();
        moves++;
        reborn(running);
      }
    }
  }

  private void reborn(SimDevice running) throws IOException {
    running.close();
    device = Optional.empty();
    device = Optional.of(born());
  }

  /** Its port stays the same; nobody else has its address. */
  private SimDevice born() throws IOException {
    InetAddress home = shared.addresses().of(number, moves);
    TransportSetup setup =
        new TransportSetup(new ShipTls(identity), LIMITS, shared.deadlines(), shared.clock());
    DevicePorts ports =
        new DevicePorts(
            new TlsListener(
                setup, ListenAddress.at(new InetSocketAddress(home, port)), InboundWatch.NONE),
            new TlsDialer(setup, home),
            Optional.empty(),
            shared.clock(),
            random,
            () -> {});
    Life next = new Life();
    life = Optional.of(next);
    SimDevice started = SimDevice.start(settings, ports, next);
    port = started.port();
    return started;
  }

  /** Stops it in order, for good. */
  void close() {
    lock.lock();
    try {
      isClosed = true;
      device.ifPresent(SimDevice::close);
      device = Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
