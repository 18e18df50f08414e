package dev.shiphub.it;

import dev.shiphub.it.Flapper.Flap;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A simulated device in this process that dials the hub from an address of its own: at once when it
 * is not connected, and 3 s later at the earliest if that was in vain.
 */
final class Neighbour implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final LocalIdentity identity;
  private final DeviceSettings settings;
  private final InetAddress home;
  private final SteadyClock clock = new SteadyClock();
  private final BlockingQueue<Instant> exchanges = new LinkedBlockingQueue<>();
  private final AtomicInteger vainDials = new AtomicInteger();
  private final List<String> story = new CopyOnWriteArrayList<>();
  private SimDevice device;

  /** Starts it at one of the addresses of the loopback interface. */
  Neighbour(String address, Ski hub, int shipPort) throws IOException {
    home = InetAddress.ofLiteral(address);
    identity = LocalIdentity.generate("neighbour", SteadyClock.wall().instant(), RANDOM);
    Endpoint place = new Endpoint(List.of("127.0.0.1"), shipPort, "/ship/", Optional.empty());
    settings =
        DeviceSettings.of(Catalogue.ALL.getFirst(), identity.ski())
            .trusting(Set.of(hub))
            .knowing(Map.of(hub, place));
    device = start();
  }

  private SimDevice start() throws IOException {
    Deadlines deadlines = new Deadlines();
    TransportSetup setup =
        new TransportSetup(new ShipTls(identity), TransportLimits.DEFAULTS, deadlines, clock);
    DevicePorts ports =
        new DevicePorts(
            new TlsListener(setup, ListenAddress.of(List.of("lo"), 0), InboundWatch.NONE),
            new TlsDialer(setup, home),
            Optional.empty(),
            clock,
            // The shortest delay there may be.
            () -> 0L,
            deadlines::close);
    return SimDevice.start(settings, ports, this::note);
  }

  private void note(SimEvent event) {
    story.add(clock.instant() + " " + event);
    switch (event) {
      case SimEvent.DataExchange _ -> exchanges.add(clock.instant());
      case SimEvent.DialFailed _ -> vainDials.incrementAndGet();
      case SimEvent.Disconnected end when end.reached().compareTo(Stage.DATA) < 0 ->
          vainDials.incrementAndGet();
      default -> {}
    }
  }

  Ski ski() {
    return identity.ski();
  }

  /** Dials that came to nothing so far: not answered, or ended before data exchange. */
  int vainDials() {
    return vainDials.get();
  }

  /** Loses its connection; returns how long it takes until it exchanges data again. */
  Duration comesBackAfter(Flap kind) throws IOException, InterruptedException {
    exchanges.clear();
    story.clear();
    Instant lost = clock.instant();
    switch (kind) {
      case BREAK -> device.breakConnections();
      case RESTART -> {
        device.close();
        lost = clock.instant();
        device = start();
      }
      case DOUBLE -> throw new IllegalArgumentException("that loses nothing");
    }
    return Duration.between(lost, awaitExchange());
  }

  /** What has happened to it since it was last made to lose its connection. */
  List<String> story() {
    return List.copyOf(story);
  }

  /** Waits until it exchanges data, if it has not since it last came back. */
  Instant awaitExchange() throws InterruptedException {
    Instant at = exchanges.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (at == null) {
      throw new AssertionError("a device has not come back within " + PATIENCE);
    }
    return at;
  }

  @Override
  public void close() {
    device.close();
  }
}
