package dev.shiphub.hub.world;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** A device of another make: its own dialling and double-connection rule on the real handshake. */
final class DeviceNode implements Node {
  private final Network network;
  private final SplittableRandom random;
  private final Ski ski;
  private final Host host;
  private final PeerRule rule;
  private final boolean dials;
  private final Set<Ski> trusted = new HashSet<>();
  private final Map<Ski, Peering> peerings = new LinkedHashMap<>();
  private final Map<Ski, String> seen = new HashMap<>();
  private boolean isUp;
  private int life;

  /**
   * A device that does not run yet.
   *
   * @param dials whether it dials by itself, or only waits
   */
  DeviceNode(
      Network network,
      SplittableRandom random,
      String name,
      Ski ski,
      PeerRule rule,
      boolean dials) {
    this.network = network;
    this.random = random;
    this.ski = ski;
    this.rule = rule;
    this.dials = dials;
    host = new Host(name);
  }

  @Override
  public Ski ski() {
    return ski;
  }

  @Override
  public Host host() {
    return host;
  }

  @Override
  public boolean isRunning() {
    return isUp;
  }

  @Override
  public boolean isUp() {
    return isUp;
  }

  @Override
  public int life() {
    return life;
  }

  @Override
  public void boot() {
    if (!isUp) {
      isUp = true;
      life++;
    }
  }

  @Override
  public void die(boolean isDark) {
    host.dark(isDark);
    network.bury(this);
    isUp = false;
    peerings.values().forEach(Peering::die);
    peerings.clear();
    seen.clear();
  }

  /** Its user trusts a hub, or does not any more. */
  void trust(Ski hub, boolean isTrusted) {
    if (isTrusted ? trusted.add(hub) : trusted.remove(hub)) {
      Optional.ofNullable(peerings.get(hub)).ifPresent(peering -> peering.decided(isTrusted));
      if (isTrusted && isUp) {
        peering(hub).dialLater();
      }
    }
  }

  private Peering peering(Ski hub) {
    return peerings.computeIfAbsent(
        hub, found -> new Peering(new PeeringFacts(this, found, rule, dials)));
  }

  /** What a peering knows of its device. */
  record PeeringFacts(DeviceNode device, Ski hub, PeerRule rule, boolean dials) {
    Network network() {
      return device.network;
    }

    SplittableRandom random() {
      return device.random;
    }

    boolean isBigger() {
      return device.ski.isBiggerThan(hub);
    }

    boolean isTrusted() {
      return device.trusted.contains(hub);
    }

    Optional<String> address() {
      return Optional.ofNullable(device.seen.get(hub));
    }
  }

  @Override
  public void authenticated(Ski peer) {
    if (isUp) {
      peering(peer).authenticated();
    }
  }

  @Override
  public void arrived(End end) {
    peering(end.peer()).opened(end, false);
  }

  @Override
  public void sees(ServiceRecord service) {
    seen.put(service.ski(), service.addresses().getFirst());
    peering(service.ski()).dialLater();
  }

  @Override
  public void misses(Ski gone, String instance) {
    seen.remove(gone);
  }

  /** The end on which it would send. */
  Optional<End> session(Ski hub) {
    return Optional.ofNullable(peerings.get(hub)).flatMap(Peering::session);
  }

  void send(Ski hub) {
    Optional.ofNullable(peerings.get(hub)).ifPresent(Peering::send);
  }
}
