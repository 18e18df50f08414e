package dev.shiphub.it;

import static org.awaitility.Awaitility.await;

import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.loop.Hub;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.NetworkDevice;
import dev.shiphub.sim.NetworkSettings;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.device.SimEvent;
import dev.shiphub.sim.profile.Catalogue;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDial;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawLink;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Whom a hub may have to do with when it is stopped: one place that swallows its dial, one that is
 * stuck in TLS, a caller that says nothing in TCP and one that says nothing in SHIP, a device that
 * has opened two connections, and one in data exchange.
 */
final class BadCompany implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Ski SWALLOWED = new Ski("0".repeat(39) + "1");
  private static final Ski STUCK = new Ski("0".repeat(39) + "2");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final LocalIdentity STRANGER = fresh();
  private static final LocalIdentity DOUBLE = fresh();
  private static final LocalIdentity POLITE = fresh();

  private final BlackHole hole = new BlackHole();
  private final ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Closeable> open = new ArrayList<>(List.of(hole, mute));
  private final CompletableFuture<CloseReason> farewell = new CompletableFuture<>();
  private Optional<RawLink> link = Optional.empty();

  BadCompany() throws IOException {}

  static LocalIdentity fresh() {
    return LocalIdentity.generate("peer", SteadyClock.wall().instant(), RANDOM);
  }

  /** Those of them that the hub has to trust. */
  static List<Ski> trusted() {
    return List.of(SWALLOWED, STUCK, DOUBLE.ski(), POLITE.ski());
  }

  /** Those of them that the hub has to dial. */
  List<StaticPeer> places() {
    return List.of(
        new StaticPeer(SWALLOWED, at(hole.port())), new StaticPeer(STUCK, at(mute.getLocalPort())));
  }

  private static Endpoint at(int port) {
    return new Endpoint(List.of("127.0.0.1"), port, "/ship/", Optional.empty());
  }

  /** All of them do what they do; returns when the hub has noticed. */
  void gather(Hub hub, Ski ski) throws IOException {
    InetSocketAddress door =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.shipPort());
    SimDevice device = polite(hub, ski);
    open.add(device::close);
    device.dial(ski);
    Socket silent = new Socket();
    open.add(silent);
    silent.connect(door);
    link = Optional.of(dial(STRANGER, door));
    dial(DOUBLE, door);
    dial(DOUBLE, door);
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> isAllAtOnce(hub));
  }

  private SimDevice polite(Hub hub, Ski ski) throws IOException {
    DeviceSettings settings =
        DeviceSettings.of(Catalogue.ALL.getFirst(), POLITE.ski())
            .trusting(Set.of(ski))
            .knowing(Map.of(ski, at(hub.shipPort())))
            .onlyAccepting();
    return NetworkDevice.start(settings, POLITE, NetworkSettings.LOOPBACK, RANDOM, this::note);
  }

  private void note(SimEvent event) {
    if (event instanceof SimEvent.Disconnected end) {
      farewell.complete(end.reason());
    }
  }

  /** How the one in data exchange was left. */
  CloseReason farewell() {
    return farewell.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private RawLink dial(LocalIdentity identity, InetSocketAddress door) {
    RawDial dial = new RawDial(RawIdentity.of(identity), PATIENCE, new SteadyClock());
    return switch (dial.open(door, "/ship/")) {
      case Opened.Up(RawLink up) -> {
        open.add(up::close);
        yield up;
      }
      case Opened other -> throw new AssertionError(other.toString());
    };
  }

  private static boolean isAllAtOnce(Hub hub) {
    HubSnapshot now = ((Answer.Picture) hub.ask(new Request.Look()).join()).snapshot();
    return now.dialsUnderWay() == 2
        && holds(now, STRANGER, HubSnapshot.Place.OWNER)
        && holds(now, DOUBLE, HubSnapshot.Place.CANDIDATE)
        && now.devices().stream()
            .anyMatch(it -> it.ski().equals(POLITE.ski()) && it.session().isPresent());
  }

  private static boolean holds(HubSnapshot now, LocalIdentity who, HubSnapshot.Place place) {
    return now.devices().stream()
        .filter(device -> device.ski().equals(who.ski()))
        .flatMap(device -> device.connections().stream())
        .anyMatch(held -> held.place() == place);
  }

  /**
   * The one that says nothing in SHIP; whoever holds its monitor keeps it from answering at all.
   */
  RawLink silent() {
    return link.orElseThrow();
  }

  @Override
  public void close() throws IOException {
    for (Closeable one : open) {
      one.close();
    }
  }
}
