package dev.shiphub.hub.core;

import dev.shiphub.hub.core.HubSnapshot.Place;
import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Takes {@link HubSnapshot}s. */
final class Pictures {
  private Pictures() {}

  static HubSnapshot of(HubState state, Instant now) {
    List<HubSnapshot.Device> devices =
        state.peers().all().stream()
            .sorted(Comparator.comparing(Peer::ski))
            .map(peer -> device(state, peer))
            .toList();
    return new HubSnapshot(
        now,
        state.stopping().hasBegun(),
        devices,
        state.dials().underWay().size(),
        state.window().open());
  }

  private static HubSnapshot.Device device(HubState state, Peer peer) {
    Ski ski = peer.ski();
    return new HubSnapshot.Device(
        ski,
        state.records().trustRecord(ski),
        !state.desk().waiting(ski).isEmpty(),
        state.sessions().running(ski),
        state.slots().lives(ski).stream().map(connection -> link(state, connection)).toList(),
        peer.where().services(),
        peer.where().candidates(),
        peer.where().isContested(),
        peer.where().fixed(),
        state.dials().isUnderWay(ski),
        state.dials().plannedAt(ski),
        peer.hasRemovedUs(),
        state.pins().wait(ski),
        state.pins().standing(ski),
        peer.history().picture());
  }

  private static HubSnapshot.Link link(HubState state, Connection connection) {
    Place place = Place.CANDIDATE;
    if (!state.slots().isInUse(connection)) {
      place = Place.CLOSING;
    } else if (state.slots().isOwner(connection)) {
      place = Place.OWNER;
    }
    return new HubSnapshot.Link(connection, place, state.slots().openedAt(connection));
  }
}
