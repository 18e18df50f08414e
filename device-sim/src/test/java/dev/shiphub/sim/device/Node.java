package dev.shiphub.sim.device;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A device in a {@link World}, and its dialler. */
final class Node implements Dials {
  /** A dial that the device wanted, and when. */
  record Dialled(Ski ski, Endpoint endpoint, Duration at) {}

  final DeviceSettings settings;
  final DeviceCore core;
  final List<SimEvent> events = new ArrayList<>();
  final List<Dialled> dialled = new ArrayList<>();
  final List<MemoryTransport> transports = new ArrayList<>();

  /** Whether dials to it are answered. */
  boolean isReachable = true;

  /** How long dials to it take. */
  Duration answersAfter = World.LATENCY;

  private final World world;
  private final Set<Ski> cancelled = new LinkedHashSet<>();

  Node(World world, DeviceSettings settings) {
    this.world = world;
    this.settings = settings;
    core =
        new DeviceCore(settings, new DialPlan(settings, this, world.random), events::add, this::on);
  }

  Ski ski() {
    return settings.ski();
  }

  void on(DeviceInput input) {
    core.on(input, world.now());
  }

  void trusts(Ski peer) {
    on(new DeviceInput.Trust(peer, true));
  }

  void distrusts(Ski peer) {
    on(new DeviceInput.Trust(peer, false));
  }

  void seesGone(Node peer) {
    on(
        new DeviceInput.Sighted(
            new Sighting.Gone(peer.ski(), World.record(peer.settings).instance())));
  }

  boolean isDue(Instant now) {
    return core.deadline().filter(due -> !due.isAfter(now)).isPresent();
  }

  /** The dial goes through, or fails, after a while; then the answer is told, once. */
  @Override
  public void start(Ski ski, Endpoint endpoint) {
    dialled.add(new Dialled(ski, endpoint, world.age()));
    cancelled.remove(ski);
    Duration takes = world.find(ski).map(peer -> peer.answersAfter).orElse(World.LATENCY);
    world.after(takes, () -> answer(ski));
  }

  @Override
  public void cancel(Ski ski) {
    cancelled.add(ski);
  }

  private void answer(Ski ski) {
    if (cancelled.remove(ski)) {
      on(new DeviceInput.DialEnded(ski, Optional.empty()));
      return;
    }
    Optional<Node> peer = world.find(ski).filter(it -> it.isReachable);
    on(
        new DeviceInput.DialEnded(
            ski, Optional.of(peer.map(this::opened).orElseGet(Node::refused))));
  }

  private static DialOutcome refused() {
    return new DialOutcome.Failed(
        List.of(
            new DialOutcome.Try(
                "192.0.2.1",
                DialOutcome.Phase.CONNECT,
                Trouble.CONNECTION_REFUSED,
                "nobody there")));
  }

  private DialOutcome opened(Node peer) {
    MemoryTransport client = new MemoryTransport(world, Role.CLIENT, peer.ski());
    MemoryTransport server = new MemoryTransport(world, Role.SERVER, ski());
    client.join(server);
    transports.add(client);
    peer.transports.add(server);
    world.after(World.LATENCY, () -> peer.on(new DeviceInput.Accepted(server)));
    return new DialOutcome.Opened(client);
  }

  /** The peers with which it exchanges data now, one entry for each connection. */
  List<Ski> inDataExchange() {
    List<Ski> open = new ArrayList<>();
    for (SimEvent event : events) {
      switch (event) {
        case SimEvent.DataExchange(Ski ski, _) -> open.add(ski);
        case SimEvent.Disconnected(Ski ski, _, var reached, _, _) when reached == Stage.DATA ->
            open.remove(ski);
        case SimEvent.Listening _,
            SimEvent.Connected _,
            SimEvent.TrustRequested _,
            SimEvent.PinRequested _,
            SimEvent.PinJudged _,
            SimEvent.PinEntered _,
            SimEvent.Message _,
            SimEvent.NotAsked _,
            SimEvent.Disconnected _,
            SimEvent.DialFailed _,
            SimEvent.Stopped _ -> {}
      }
    }
    return open;
  }

  <T extends SimEvent> List<T> events(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
