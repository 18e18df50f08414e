package dev.shiphub.hub.core;

import dev.shiphub.ship.Ski;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * The devices that the hub knows of. Those that nobody needs are forgotten when there are too many.
 *
 * <p>Owned by the loop's thread.
 */
final class PeerBook {
  private final Limits limits;
  private final SequencedMap<Ski, Peer> peers = new LinkedHashMap<>();

  PeerBook(Limits limits) {
    this.limits = limits;
  }

  /**
   * The device of this SKI, new if it was not known.
   *
   * @param isNeeded which devices may not be forgotten: trusted, configured or connected ones
   */
  Peer of(Ski ski, Predicate<Peer> isNeeded) {
    Peer known = peers.get(ski);
    if (known != null) {
      return known;
    }
    makeRoom(isNeeded);
    Peer peer = new Peer(ski, limits);
    peers.put(ski, peer);
    return peer;
  }

  private void makeRoom(Predicate<Peer> isNeeded) {
    List<Peer> unneeded = new ArrayList<>(peers.values());
    unneeded.removeIf(isNeeded);
    if (unneeded.size() >= limits.knownDevices()) {
      peers.remove(unneeded.getFirst().ski());
    }
  }

  Optional<Peer> find(Ski ski) {
    return Optional.ofNullable(peers.get(ski));
  }

  List<Peer> all() {
    return List.copyOf(peers.values());
  }
}
