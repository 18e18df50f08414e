package dev.shiphub.sim;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.device.SimEvent;
import dev.shiphub.sim.profile.Catalogue;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices over real TCP, TLS, WebSocket and multicast DNS, on loopback. */
@Timeout(60)
class NetworkDeviceTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Dials at once. */
  private static final RandomGenerator EAGER = () -> 0;

  /** A device and what it has told. */
  private record Told(SimDevice device, List<SimEvent> events) implements Consumer<SimEvent> {
    @Override
    public void accept(SimEvent event) {
      events.add(event);
    }

    long count(Class<? extends SimEvent> kind) {
      return events.stream().filter(kind::isInstance).count();
    }

    boolean hasDiscovered(Ski peer) {
      return events.stream()
          .filter(SimEvent.Message.class::isInstance)
          .map(SimEvent.Message.class::cast)
          .filter(message -> message.isInbound() && message.ski().equals(peer))
          .anyMatch(message -> message.datagram().header().classifier().word().equals("reply"));
    }

    SimEvent.Disconnected end() {
      return events.stream()
          .filter(SimEvent.Disconnected.class::isInstance)
          .map(SimEvent.Disconnected.class::cast)
          .findFirst()
          .orElseThrow();
    }
  }

  private final List<Told> running = new CopyOnWriteArrayList<>();
  private NetworkSettings network = NetworkSettings.LOOPBACK;

  private static LocalIdentity identity() {
    return LocalIdentity.generate("test", SteadyClock.wall().instant(), RANDOM);
  }

  private static DeviceSettings settings(String profile, LocalIdentity identity) {
    return DeviceSettings.of(Catalogue.named(profile).orElseThrow(), identity.ski());
  }

  private Told start(DeviceSettings settings, LocalIdentity identity) throws IOException {
    List<SimEvent> events = new CopyOnWriteArrayList<>();
    SimDevice device = NetworkDevice.start(settings, identity, network, EAGER, events::add);
    Told told = new Told(device, events);
    running.add(told);
    return told;
  }

  private static Map<Ski, Endpoint> place(Ski ski, int port) {
    return Map.of(ski, new Endpoint(List.of("127.0.0.1"), port, "/ship/", Optional.empty()));
  }

  @AfterEach
  void stopAll() {
    running.forEach(told -> told.device().close());
  }

  /** An accepting heat pump, and a dialling energy manager with a bigger or a smaller SKI. */
  private List<Told> pair(boolean isDiallerBigger) throws IOException {
    LocalIdentity pump = identity();
    IdentityChoice choice =
        new IdentityChoice(
            Optional.of(new SkiOrder(isDiallerBigger, pump.ski())), SteadyClock.wall(), RANDOM);
    LocalIdentity manager = ((IdentityChoice.Outcome.Chosen) choice.fresh("test")).identity();
    Told accepting =
        start(settings("heat-pump", pump).trusting(Set.of(manager.ski())).onlyAccepting(), pump);
    Told dialling =
        start(
            settings("energy-manager", manager)
                .trusting(Set.of(pump.ski()))
                .knowing(place(pump.ski(), accepting.device().port())),
            manager);
    await().atMost(SOON).until(() -> dialling.hasDiscovered(pump.ski()));
    await().atMost(SOON).until(() -> accepting.hasDiscovered(manager.ski()));
    return List.of(accepting, dialling);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoThatKnowEachOtherDiscoverEachOther(boolean isDiallerBigger) throws IOException {
    for (Told device : pair(isDiallerBigger)) {
      assertEquals(1, device.count(SimEvent.Connected.class));
      assertEquals(1, device.count(SimEvent.DataExchange.class));
    }
  }

  @Test
  void oneThatStopsSaysGoodbyeToTheOther() throws IOException {
    List<Told> pair = pair(true);
    pair.getFirst().device().close();
    assertEquals(new SimEvent.Stopped(0), pair.getFirst().events().getLast());
    await().atMost(SOON).until(() -> pair.getLast().count(SimEvent.Disconnected.class) == 1);
    assertEquals(CloseReason.byPeer(4001, "close"), pair.getLast().end().reason());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSecondConnectionReplacesTheFirst(boolean isDiallerBigger) throws IOException {
    List<Told> pair = pair(isDiallerBigger);
    pair.getLast().device().dial(pair.getFirst().device().ski());
    for (Told device : pair) {
      await().atMost(SOON).until(() -> device.count(SimEvent.DataExchange.class) == 2);
      await().atMost(SOON).until(() -> device.count(SimEvent.Disconnected.class) == 1);
      assertEquals(1, device.end().connection());
    }
  }

  @Test
  void aBrokenConnectionIsNoticedAndReplaced() throws IOException {
    List<Told> pair = pair(false);
    pair.getFirst().device().breakConnections();
    await().atMost(SOON).until(() -> pair.getLast().count(SimEvent.DataExchange.class) == 2);
    assertEquals(CloseReason.Origin.NETWORK, pair.getLast().end().reason().origin());
  }

  @Test
  void whoeverElseAnswersIsNotSpokenTo() throws IOException {
    LocalIdentity stranger = identity();
    LocalIdentity own = identity();
    Ski expected = identity().ski();
    Told wrong =
        start(settings("meter", stranger).trusting(Set.of(own.ski())).onlyAccepting(), stranger);
    Told device =
        start(
            settings("energy-manager", own)
                .trusting(Set.of(expected))
                .knowing(place(expected, wrong.device().port())),
            own);
    await().atMost(SOON).until(() -> device.count(SimEvent.DialFailed.class) > 0);
    assertEquals(0, wrong.count(SimEvent.Connected.class));
  }

  @Test
  void aClosedDeviceFreesItsPortAtOnce() throws IOException {
    List<Told> pair = pair(true);
    int port = pair.getFirst().device().port();
    pair.getFirst().device().close();
    network = new NetworkSettings(port, List.of("lo"), false);
    LocalIdentity next = identity();
    assertEquals(port, start(settings("meter", next), next).device().port());
  }

  @Test
  void aClosedDeviceLeavesNoThread() throws IOException {
    pair(false).forEach(told -> told.device().close());
    await()
        .atMost(SOON)
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("ship-deadlines")));
  }

  @Test
  void onLoopbackInterfacesItListensOnLoopbackOnly() throws IOException {
    LocalIdentity own = identity();
    int port = start(settings("meter", own), own).device().port();
    // Another address of the same machine, which a socket for all addresses would answer.
    InetAddress elsewhere = InetAddress.getByName("127.0.0.2");
    assertThrows(ConnectException.class, () -> new Socket(elsewhere, port).close());
  }

  @Test
  void aTakenPortIsAnError() throws IOException {
    LocalIdentity own = identity();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      network = new NetworkSettings(taken.getLocalPort(), List.of("lo"), false);
      assertThrows(BindException.class, () -> start(settings("meter", own), own));
    }
  }

  // Real multicast: JmDNS takes some four seconds from announcing to being seen.
  @Test
  void twoThatOnlyHaveMulticastFindEachOther() throws IOException {
    network = new NetworkSettings(0, List.of("lo"), true);
    LocalIdentity pump = identity();
    LocalIdentity manager = identity();
    Told accepting =
        start(settings("heat-pump", pump).trusting(Set.of(manager.ski())).onlyAccepting(), pump);
    Told dialling =
        start(settings("energy-manager", manager).trusting(Set.of(pump.ski())), manager);
    await().atMost(Duration.ofSeconds(40)).until(() -> dialling.hasDiscovered(pump.ski()));
    accepting.device().close();
    assertTrue(
        accepting.events().getLast().equals(new SimEvent.Stopped(0)),
        accepting.events().toString());
  }
}
