package dev.shiphub.hub.core;

import dev.shiphub.hub.core.DelayLadder.Rung;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who is dialled, and when: sightings and outcomes in, plans and dials out. Loop's thread. */
final class Dialling {
  /** What a device may take from its proof to its open connection, before we dial again. */
  private static final Duration AFTER_YIELD = Duration.ofSeconds(2);

  private final HubState state;
  private final DoubleConnectionRule rule;
  private final DelayLadder delays;

  Dialling(HubState state, DoubleConnectionRule rule, DelayLadder delays) {
    this.state = state;
    this.rule = rule;
    this.delays = delays;
  }

  /** Takes a record; returns whether it is one that a device shows after a restart. */
  boolean seen(ServiceRecord service, Instant now) {
    if (state.stopping().hasBegun()) {
      return false;
    }
    if (service.ski().equals(state.own())) {
      state
          .out()
          .warn(
              "another node announces our SKI: \""
                  + service.instance()
                  + "\" on "
                  + service.hostName());
      return false;
    }
    Peer peer = state.peer(service.ski());
    if (!peer.where().isSeen()) {
      state.out().notice(Notice.ofDevice(NoticeType.DEVICE_SEEN, peer.ski(), service.instance()));
    }
    boolean isElsewhere = peer.where().seen(service, now);
    peer.history().seen();
    contest(peer, now);
    boolean isNews = isElsewhere && peer.mayPrompt(now);
    if (isNews) {
      replanSoon(peer, now);
    } else {
      replan(peer.ski(), now);
    }
    return isNews;
  }

  /** Two hosts that say they are one paired device are told of, though not with every packet. */
  private void contest(Peer peer, Instant now) {
    if (state.records().isTrusted(peer.ski())
        && peer.where().isContested()
        && peer.mayComplain(now)) {
      String hosts =
          peer.where().services().stream()
              .map(ServiceRecord::words)
              .collect(Collectors.joining(" and "));
      state
          .out()
          .warn(
              "two hosts say that they are "
                  + peer.ski().brief()
                  + ": "
                  + hosts
                  + "; the certificate decides, so none of them can take its place, but look who"
                  + " announces it");
    }
  }

  /** A dial under way goes on, and so does a connection: that a record is gone proves nothing. */
  void gone(Ski ski, String instance, Instant now) {
    if (state.stopping().hasBegun()) {
      return;
    }
    state
        .peers()
        .find(ski)
        .filter(peer -> peer.where().gone(instance))
        .ifPresent(
            peer -> {
              peer.history().gone(now);
              state.out().notice(Notice.ofDevice(NoticeType.DEVICE_GONE, ski, instance));
            });
    replan(ski, now);
  }

  /** Starts the dials whose time has come. */
  void due(Instant now) {
    for (Ski ski : state.dials().due(now)) {
      Peer peer = state.peer(ski);
      Endpoint endpoint = peer.where().next().orElseThrow();
      peer.where().dialled(endpoint);
      state.out().add(new HubEffect.Dial(ski, endpoint));
    }
  }

  void failed(HubEvent.DialFailed failed, Instant now) {
    Ski ski = failed.ski();
    state.dials().finish(ski);
    state.slots().renewalTried(ski);
    Peer peer = state.peer(ski);
    if (state.slots().lives(ski).isEmpty()) {
      peer.dialFailed(failed, now);
      peer.history().away(now);
    }
    peer.history().ended(Attempt.of(failed, now));
    if (!state.stopping().hasBegun()) {
      String cause = failed.phase() + ": " + failed.cause();
      state.out().notice(Notice.ofDevice(NoticeType.ATTEMPT_FAILED, ski, cause));
    }
    replan(ski, now);
  }

  /**
   * The bigger node keeps the device's connection anyway, so its own dial had better not arrive.
   */
  void authenticated(Ski ski) {
    if (state.dials().isUnderWay(ski) && rule.yieldsDials(state.own().isBiggerThan(ski))) {
      state.out().add(new HubEffect.YieldDial(ski));
    }
  }

  /** Nothing failed; only if the device's own connection does not come, we dial again. */
  void yielded(Ski ski, Instant now) {
    state.dials().finish(ski);
    state.slots().renewalTried(ski);
    if (state.peers().find(ski).filter(this::wantsDial).isPresent()) {
      state.dials().plan(ski, now.plus(AFTER_YIELD));
    }
  }

  /** Makes the plan fit the facts: a dial is planned if and only if it is wanted. */
  void replan(Ski ski, Instant now) {
    Optional<Peer> wanted = state.peers().find(ski).filter(this::wantsDial);
    wanted.ifPresentOrElse(
        peer -> state.dials().plan(ski, now.plus(delay(peer.rung(), peer.count(), ski))),
        () -> state.dials().unplan(ski));
  }

  /** Brings the next dial forward, without forgetting how often it has failed. */
  void replanSoon(Peer peer, Instant now) {
    state.dials().unplan(peer.ski());
    if (wantsDial(peer)) {
      state.dials().plan(peer.ski(), now.plus(delay(Rung.FRESH, 1, peer.ski())));
    }
  }

  /** Drops the plan and interrupts the dial under way; its outcome still comes. */
  void cancel(Ski ski) {
    state.dials().unplan(ski);
    if (state.dials().isUnderWay(ski)) {
      state.out().add(new HubEffect.CancelDial(ski));
    }
  }

  private boolean wantsDial(Peer peer) {
    return !state.stopping().hasBegun()
        && state.records().isTrusted(peer.ski())
        && !peer.hasRemovedUs()
        && peer.where().next().isPresent()
        && (state.slots().lives(peer.ski()).isEmpty() || state.slots().wantsSuccessor(peer.ski()));
  }

  private Duration delay(Rung rung, int count, Ski ski) {
    return delays.next(rung, count, state.own().isBiggerThan(ski));
  }
}
