package dev.shiphub.sim.device;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The peers that a device has heard of, at most {@value #MOST} strangers among them; the oldest are
 * forgotten. Owned by the driver's thread.
 */
final class PeerTable {
  static final int MOST = 256;

  private final DeviceSettings settings;
  private final SequencedMap<Ski, Peer> peers = new LinkedHashMap<>();

  PeerTable(DeviceSettings settings) {
    this.settings = settings;
    settings.known().keySet().forEach(this::of);
    settings.trusted().forEach(this::of);
  }

  /** The peer of that SKI, which need not have been heard of. */
  Peer of(Ski ski) {
    Peer peer = peers.get(ski);
    if (peer != null) {
      return peer;
    }
    makeRoom();
    Optional<Endpoint> known = Optional.ofNullable(settings.known().get(ski));
    Peer fresh = new Peer(ski, known, settings.trusted().contains(ski), settings.pins().ofPeers());
    peers.put(ski, fresh);
    return fresh;
  }

  /** The peer of that SKI, if it has been heard of. */
  Optional<Peer> find(Ski ski) {
    return Optional.ofNullable(peers.get(ski));
  }

  /** All of them, as of now. */
  Collection<Peer> all() {
    return List.copyOf(peers.values());
  }

  /** All connections. */
  List<Link> links() {
    return peers.values().stream().flatMap(peer -> peer.links.stream()).toList();
  }

  private void makeRoom() {
    if (peers.size() >= MOST) {
      peers.values().stream()
          .filter(Peer::isForgettable)
          .findFirst()
          .ifPresent(oldest -> peers.remove(oldest.ski));
    }
  }
}
