package dev.shiphub.sim.device;

import dev.shiphub.sim.quirk.Quirk;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whom to dial, and when: trusted peers whose place is known and that are not connected. Owned by
 * the driver's thread.
 */
final class DialPlan {
  private final boolean isDialling;
  private final Dials dials;
  private final RandomGenerator random;
  private final DialLadder ladder;
  private boolean isStopped;

  DialPlan(DeviceSettings settings, Dials dials, RandomGenerator random) {
    this.isDialling = settings.isDialling();
    this.dials = dials;
    this.random = random;
    ladder = settings.quirks().has(Quirk.EAGER_DIAL) ? DialLadder.EAGER : DialLadder.USUAL;
  }

  /** Plans the next dial of a peer if there is to be one; a planned one keeps its time. */
  void plan(Peer peer, Instant now) {
    boolean isWanted =
        isDialling && refusal(peer).isEmpty() && peer.links.isEmpty() && !peer.hasRemovedUs;
    if (!isWanted) {
      peer.dialAt = Optional.empty();
    } else if (peer.dialAt.isEmpty()) {
      peer.dialAt = Optional.of(now.plus(ladder.delay(peer.attempts, random)));
    }
  }

  /** Dials if it is time. */
  void onDeadline(Peer peer, Instant now) {
    if (peer.dialAt.filter(at -> !at.isAfter(now)).isPresent()) {
      Optional<String> why = now(peer);
      if (why.isPresent()) {
        throw new IllegalStateException("planned all the same: " + why.get());
      }
    }
  }

  /** Dials at once, connected or not; returns why it cannot. */
  Optional<String> now(Peer peer) {
    Optional<String> refusal = refusal(peer);
    peer.dialAt = Optional.empty();
    if (refusal.isEmpty()) {
      peer.attempts++;
      peer.isDialling = true;
      dials.start(peer.ski, peer.endpoint().orElseThrow());
    }
    return refusal;
  }

  /** Somebody says that trying makes sense again. */
  void encourage(Peer peer, Instant now) {
    peer.attempts = 0;
    peer.hasRemovedUs = false;
    peer.dialAt = Optional.empty();
    plan(peer, now);
  }

  /** The peer is seen no more; a dial that waits is dropped, and its history with it. */
  void forget(Peer peer, Instant now) {
    peer.seen = Optional.empty();
    peer.attempts = 0;
    plan(peer, now);
  }

  /** Ends all dialling of a peer. */
  void callOff(Peer peer) {
    peer.dialAt = Optional.empty();
    if (peer.isDialling) {
      dials.cancel(peer.ski);
    }
  }

  /** Ends all dialling for ever. */
  void stop(Collection<Peer> peers) {
    isStopped = true;
    peers.forEach(this::callOff);
  }

  boolean isStopped() {
    return isStopped;
  }

  private Optional<String> refusal(Peer peer) {
    if (isStopped) {
      return Optional.of("the device stops");
    }
    if (!peer.isTrusted) {
      return Optional.of("it is not trusted");
    }
    if (peer.endpoint().isEmpty()) {
      return Optional.of("nobody has said where it is");
    }
    return peer.isDialling ? Optional.of("a dial is under way") : Optional.empty();
  }
}
