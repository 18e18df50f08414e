package dev.shiphub.bench;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Endpoint;
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
import dev.shiphub.sim.profile.Catalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Simulated devices in this process, each at an address of its own, as in a home, that dial one hub
 * when they are told to, and not by themselves.
 */
final class Crowd implements AutoCloseable {
  private final List<Member> members;
  private final Deadlines deadlines = new Deadlines();
  private final List<SimDevice> devices = new CopyOnWriteArrayList<>();
  private final AtomicInteger failed = new AtomicInteger();
  private final List<CloseReason> ends = new ArrayList<>();
  private volatile CountDownLatch connected = new CountDownLatch(0);
  private volatile CountDownLatch ended = new CountDownLatch(0);
  private volatile long lastEnd;

  /** Who it is, and where. */
  record Member(LocalIdentity identity, InetAddress address) {
    static List<Member> of(int count) {
      return IntStream.range(0, count).mapToObj(Member::number).toList();
    }

    private static Member number(int number) {
      try {
        LocalIdentity identity =
            LocalIdentity.generate(
                "bench-" + number, SteadyClock.wall().instant(), new SecureRandom());
        return new Member(
            identity, InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (number + 1)}));
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    Ski ski() {
      return identity.ski();
    }

    TlsClient client() {
      return new TlsClient(identity, address);
    }
  }

  /** Starts them. */
  Crowd(List<Member> members, Ski hub, Endpoint endpoint) throws IOException {
    this.members = members;
    for (Member member : members) {
      devices.add(start(devices.size(), member, hub, endpoint));
    }
  }

  private SimDevice start(int index, Member member, Ski hub, Endpoint endpoint) throws IOException {
    TransportSetup setup =
        new TransportSetup(
            new ShipTls(member.identity()),
            TransportLimits.DEFAULTS.with(TransportLimits.Rates.UNLIMITED),
            deadlines,
            new SteadyClock());
    DevicePorts ports =
        new DevicePorts(
            new TlsListener(setup, ListenAddress.of(List.of("lo"), 0), InboundWatch.NONE),
            new TlsDialer(setup, member.address()),
            Optional.empty(),
            new SteadyClock(),
            new SecureRandom(),
            () -> {});
    DeviceSettings settings =
        DeviceSettings.of(Catalogue.named("wallbox").orElseThrow(), member.ski())
            .trusting(Set.of(hub))
            .knowing(Map.of(hub, endpoint))
            .onlyAccepting();
    return SimDevice.start(settings, ports, event -> hear(index, event));
  }

  private void hear(int index, SimEvent event) {
    switch (event) {
      case SimEvent.DataExchange _ -> connected.countDown();
      case SimEvent.DialFailed(Ski hub, String _) -> {
        failed.incrementAndGet();
        devices.get(index).dial(hub);
      }
      case SimEvent.Disconnected(Ski _, long _, Stage _, CloseReason reason, String _) ->
          end(reason);
      default -> {
        // Nothing that is counted.
      }
    }
  }

  private synchronized void end(CloseReason reason) {
    ends.add(reason);
    lastEnd = System.nanoTime();
    ended.countDown();
  }

  /** Who they are. */
  List<Member> members() {
    return members;
  }

  /**
   * All dial at once; returns how long it took until the last was in data exchange, in
   * milliseconds.
   *
   * @throws IOException if that took longer than it may
   */
  double dialAll(Ski hub, Duration patience) throws IOException, InterruptedException {
    failed.set(0);
    connected = new CountDownLatch(devices.size());
    ended = new CountDownLatch(devices.size());
    synchronized (this) {
      ends.clear();
    }
    long start = System.nanoTime();
    devices.forEach(device -> device.dial(hub));
    if (!connected.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException(
          connected.getCount()
              + " of "
              + devices.size()
              + " are not back after "
              + patience
              + ", "
              + failed
              + " dials failed: "
              + ends);
    }
    return Clock.millisSince(start);
  }

  /** All break their connections, as a power cut does. */
  void hangUp() {
    devices.forEach(SimDevice::breakConnections);
  }

  /** How many of the last dials failed; each was followed by another. */
  int failedDials() {
    return failed.get();
  }

  /** Forgets the ends so far, and waits from now on for one of each. */
  void expectEnds() {
    ended = new CountDownLatch(devices.size());
    synchronized (this) {
      ends.clear();
    }
  }

  /** Waits until all connections have ended; returns when the last did, in nanoseconds. */
  long awaitEnds(Duration patience) throws IOException, InterruptedException {
    if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException(ended.getCount() + " connections have not ended after " + patience);
    }
    return lastEnd;
  }

  /** What part of them, in percent, was told by the hub that it ends. */
  synchronized double properlyClosed() {
    long proper =
        ends.stream()
            .filter(end -> end.origin() == CloseReason.Origin.PEER)
            .filter(end -> end.code() != CloseReason.NO_CLOSE_FRAME)
            .count();
    return 100.0 * proper / devices.size();
  }

  @Override
  public void close() {
    devices.parallelStream().forEach(SimDevice::close);
    deadlines.close();
  }
}
