package dev.shiphub.hub.world;

import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Who can reach whom, and how fast. */
final class Network {
  private final Calendar calendar;
  private final RandomGenerator random;
  private final Pace pace;
  private final Map<Ski, Node> nodes = new LinkedHashMap<>();
  private final Set<Route> cuts = new HashSet<>();
  private final List<Cable> cables = new ArrayList<>();

  /**
   * How fast things go.
   *
   * @param latencyMicros the longest way of a parcel
   * @param cryptoMicros the longest step of a TLS handshake
   */
  record Pace(int latencyMicros, int cryptoMicros) {
    static final Pace LAN = new Pace(4_000, 30_000);
    static final Pace SLOW = new Pace(80_000, 800_000);
  }

  private record Route(Host one, Host other) {}

  Network(Calendar calendar, RandomGenerator random, Pace pace) {
    this.calendar = calendar;
    this.random = random;
    this.pace = pace;
  }

  Calendar calendar() {
    return calendar;
  }

  void add(Node node) {
    nodes.put(node.ski(), node);
  }

  Duration latency() {
    return micros(300 + random.nextInt(pace.latencyMicros()));
  }

  Duration crypto() {
    return micros(1_000 + random.nextInt(pace.cryptoMicros()));
  }

  Duration aMoment() {
    return micros(random.nextInt(500));
  }

  Duration between(Duration from, Duration to) {
    return from.plusNanos(random.nextLong(to.minus(from).toNanos()));
  }

  private static Duration micros(int micros) {
    return Duration.ofNanos(micros * 1_000L);
  }

  boolean isCut(Host one, Host other) {
    return cuts.contains(new Route(one, other));
  }

  void cut(Host one, Host other) {
    cuts.add(new Route(one, other));
    cuts.add(new Route(other, one));
  }

  void heal(Host one, Host other) {
    boolean wasCut = cuts.remove(new Route(one, other));
    cuts.remove(new Route(other, one));
    if (wasCut) {
      retry();
    }
  }

  /** Everything that TCP holds back is sent again. */
  void retry() {
    forgetEnded();
    List.copyOf(cables).forEach(Cable::retry);
  }

  /** Who is found at an address. */
  Optional<Node> at(String address) {
    return nodes.values().stream().filter(node -> node.host().address().equals(address)).findAny();
  }

  Cable connect(Node client, Node server) {
    forgetEnded();
    Cable cable = new Cable(this, client, server);
    cables.add(cable);
    return cable;
  }

  /** The kernel of a dead process resets its connections, unless it is dead too. */
  void bury(Node node) {
    for (Cable cable : cables) {
      for (End end : List.of(cable.client, cable.server)) {
        if (end.own().equals(node.ski()) && !end.isForgotten()) {
          cable.carry(end, new Parcel.Reset());
          end.forget();
        }
      }
    }
  }

  private void forgetEnded() {
    cables.removeIf(cable -> cable.client.hasEnded() && cable.server.hasEnded());
  }

  /** The cables that at least one end has not given up. */
  List<Cable> cables() {
    forgetEnded();
    return List.copyOf(cables);
  }

  /** The cables that both ends have open. */
  List<Cable> whole(Ski one, Ski other) {
    return cables().stream()
        .filter(cable -> Set.of(cable.client.own(), cable.server.own()).equals(Set.of(one, other)))
        .filter(cable -> cable.client.isOpen() && cable.server.isOpen())
        .toList();
  }
}
