package dev.shiphub.hub.model;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One dial and what became of it.
 *
 * @param number unlike all others, whatever the order of the dials of different nodes was
 * @param dialler who is the client
 * @param us our end
 * @param peer the peer's end
 * @param toUs what is on its way to us
 * @param toPeer what is on its way to the peer
 * @param silentUntil if nothing arrives any more: when the end that is left notices
 */
record Link(
    int number,
    Side dialler,
    End us,
    End peer,
    List<Packet> toUs,
    List<Packet> toPeer,
    Optional<Instant> silentUntil) {
  Link {
    toUs = List.copyOf(toUs);
    toPeer = List.copyOf(toPeer);
  }

  /** The dial of that number of a side has just begun. */
  static Link dialled(Side dialler, int times) {
    int number = 2 * times - (dialler == Side.US ? 1 : 0);
    return new Link(number, dialler, End.FRESH, End.FRESH, List.of(), List.of(), Optional.empty())
        .sent(dialler, new Packet.Certificate());
  }

  End end(Side side) {
    return side == Side.US ? us : peer;
  }

  List<Packet> lane(Side to) {
    return to == Side.US ? toUs : toPeer;
  }

  /** The connection as the node of that side, whose peer has this SKI, knows it. */
  Connection seenBy(Side side, Ski peerSki) {
    Role role = dialler == side ? Role.CLIENT : Role.SERVER;
    return new Connection(new ConnectionId(number), peerSki, role, "link " + number);
  }

  /** With another end; to one that has ended nothing is on its way any more. */
  Link with(Side side, End end) {
    Link changed =
        side == Side.US
            ? new Link(number, dialler, end, peer, toUs, toPeer, silentUntil)
            : new Link(number, dialler, us, end, toUs, toPeer, silentUntil);
    return end.hasEnded() ? changed.carrying(side, List.of()) : changed;
  }

  Link sent(Side from, Packet packet) {
    Side to = from.other();
    return silentUntil.isPresent() || end(to).hasEnded()
        ? this
        : carrying(to, Stream.concat(lane(to).stream(), Stream.of(packet)).toList());
  }

  Link delivered(Side to) {
    return carrying(to, lane(to).subList(1, lane(to).size()));
  }

  private Link carrying(Side to, List<Packet> packets) {
    return to == Side.US
        ? new Link(number, dialler, us, peer, packets, toPeer, silentUntil)
        : new Link(number, dialler, us, peer, toUs, packets, silentUntil);
  }

  /** The process of that side is gone, and the other notices only then. */
  Link orphanedBy(Side side, Instant noticed) {
    End left = end(side.other()).timed(Optional.of(noticed));
    Link alone = with(side, end(side).in(End.Phase.ENDED)).with(side.other(), left);
    return new Link(
        number, dialler, alone.us, alone.peer, List.of(), List.of(), Optional.of(noticed));
  }

  /** Whether both may send and receive data on it. */
  boolean isCommon() {
    return silentUntil.isEmpty() && us.isInUse() && peer.isInUse();
  }

  /** Whether there was a moment, in some order of events, in which both could. */
  boolean wasCommon() {
    return us.isBound() && peer.isBound();
  }

  boolean isOver() {
    return us.hasEnded() && peer.hasEnded();
  }
}
