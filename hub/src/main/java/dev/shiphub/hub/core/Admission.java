package dev.shiphub.hub.core;

import dev.shiphub.hub.core.ConnectionRegistry.Removal;
import dev.shiphub.hub.core.ConnectionRegistry.Swap;
import dev.shiphub.hub.core.DelayLadder.Rung;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The life of connections: from open over the slot to the end that everybody hears. Loop's thread.
 */
final class Admission {
  static final CloseReason STOPPING =
      CloseReason.byUs(CloseReason.GOING_AWAY, Refusal.CLOSED.words());
  private static final CloseReason DOUBLE =
      CloseReason.byUs(CloseReason.SHIP_CLOSE, Refusal.RULE.words());

  /**
   * What a connected device may take for its answer when it shows itself anew. Longer than in an
   * arbitration, because the record may be a false one and nobody else asks for the place.
   */
  private static final Duration CHECK = Duration.ofSeconds(5);

  private final HubState state;
  private final Dialling dialling;
  private final Pins pins;

  Admission(HubState state, Dialling dialling, Pins pins) {
    this.state = state;
    this.dialling = dialling;
    this.pins = pins;
  }

  void opened(Connection connection, Instant now) {
    Ski ski = connection.peer();
    Peer peer = state.peer(ski);
    if (connection.isOutgoing()) {
      state.dials().finish(ski);
      state.slots().renewalTried(ski);
      peer.where().opened(now);
    }
    state.dials().unplan(ski);
    boolean isTrusted = state.records().isTrusted(ski);
    if (ski.equals(state.own())) {
      turnAway(connection, CloseReason.byUs(CloseReason.POLICY, "this is our own SKI"), now);
    } else if (connection.isOutgoing() && !isTrusted) {
      turnAway(connection, CloseReason.byUs(CloseReason.NOT_TRUSTED, "not trusted any more"), now);
    } else {
      if (!isTrusted) {
        makeRoom(connection);
      }
      Swap swap = state.slots().admit(connection, isTrusted, now);
      settled(swap, now);
      if (!(swap instanceof Swap.Refused)) {
        pins.introduce(connection, now);
        state.out().add(new HubEffect.StartSession(connection, isTrusted));
      }
    }
  }

  /** Where the places for strangers are taken, one address does not keep many of them. */
  private void makeRoom(Connection newcomer) {
    List<Connection> strangers =
        state.slots().lives().stream()
            .filter(held -> state.slots().isOwner(held) && !state.isTrusted(held))
            .toList();
    if (strangers.size() >= state.limits().strangers()
        && state.slots().owner(newcomer.peer()).isEmpty()) {
      FairShare.yielding(strangers, newcomer)
          .ifPresent(yielding -> retireAll(yielding.peer(), reason(Refusal.LIMIT), false));
    }
  }

  private void turnAway(Connection connection, CloseReason reason, Instant now) {
    state.slots().turnAway(connection, now);
    state.out().add(new HubEffect.Close(connection, reason, false));
  }

  void heard(Connection connection, Instant now) {
    if (state.isTrusted(connection)) {
      // What comes next is that we say so, and ask whether it trusts us.
      state.peer(connection.peer()).history().asked(now);
    }
    state
        .slots()
        .heard(connection, state.isTrusted(connection), now)
        .ifPresent(swap -> settled(swap, now));
  }

  /** The device may have restarted without its connection having noticed: that is looked at. */
  void check(Ski ski) {
    state
        .slots()
        .question(ski)
        .ifPresent(asked -> state.out().add(new HubEffect.Probe(asked, CHECK)));
  }

  /** Nobody knows which connections are still there. */
  void checkAll() {
    state.slots().lives().stream()
        .filter(connection -> state.slots().isOwner(connection))
        .forEach(owner -> check(owner.peer()));
  }

  void probed(Connection connection, boolean isAlive, Instant now) {
    if (!isAlive && state.slots().isQuestioned(connection)) {
      String words = "no answer to a ping within " + CHECK.toSeconds() + " s";
      state.out().add(new HubEffect.Cut(connection, words));
    }
    state
        .slots()
        .probed(connection, isAlive, state.isTrusted(connection), now)
        .ifPresent(swap -> settled(swap, now));
  }

  /** The connection is old or idle; another one is wanted before it is closed. */
  void renew(Connection connection, Instant now) {
    if (isSession(connection)) {
      state.slots().renew(connection);
      dialling.replanSoon(state.peer(connection.peer()), now);
    }
  }

  /** Decides the double connections, and ends the hand-overs, whose time has come. */
  void due(Instant now) {
    state.slots().drained(now).forEach(ski -> succeed(ski, now));
    for (Ski ski : state.slots().due(now)) {
      state
          .slots()
          .settle(ski, state.records().isTrusted(ski), now)
          .ifPresent(swap -> settled(swap, now));
    }
  }

  private void settled(Swap swap, Instant now) {
    switch (swap) {
      case Swap.Took(Connection winner, Optional<Connection> displaced) -> {
        displaced.ifPresent(loser -> displace(loser, winner, now));
        beginIfComplete(winner, now);
      }
      case Swap.Parked(_, List<Connection> probe, Duration within, var displaced) -> {
        displaced.ifPresent(loser -> retire(loser, DOUBLE, false));
        probe.forEach(asked -> state.out().add(new HubEffect.Probe(asked, within)));
      }
      case Swap.Refused(Connection loser, Refusal why) -> {
        if (why == Refusal.LIMIT) {
          state.peer(loser.peer()).climb(Rung.BUSY);
        }
        retire(loser, reason(why), false);
      }
    }
  }

  private static CloseReason reason(Refusal why) {
    return switch (why) {
      case CLOSED -> STOPPING;
      case LIMIT -> CloseReason.byUs(CloseReason.POLICY, why.words());
      case RULE -> DOUBLE;
    };
  }

  private void displace(Connection loser, Connection winner, Instant now) {
    boolean isToBeHeardOut = isSession(loser) && state.slots().isWorking(loser);
    state.sessions().end(loser, "replaced by " + winner.id(), now);
    if (isToBeHeardOut) {
      state.slots().drain(loser, now);
    } else {
      state.slots().retire(loser);
    }
    // What is sent from now on must not meet the close.
    routeIfComplete(winner);
    close(loser, DOUBLE, false);
  }

  private boolean isSession(Connection connection) {
    return state.sessions().running(connection.peer()).filter(connection::equals).isPresent();
  }

  private void routeIfComplete(Connection connection) {
    if (state.slots().isComplete(connection)) {
      state.out().add(new HubEffect.Route(connection));
    }
  }

  /** Takes a connection out of use and has its session close it. */
  private void retire(Connection connection, CloseReason reason, boolean isRemoval) {
    state.slots().retire(connection);
    close(connection, reason, isRemoval);
  }

  private void close(Connection connection, CloseReason reason, boolean isRemoval) {
    state.desk().forget(connection);
    state.pins().retired(connection);
    state.out().add(new HubEffect.Close(connection, reason, isRemoval));
  }

  /**
   * Ends all that connects us with a device, on our decision; its session ends without a successor.
   *
   * @param isRemoval whether the device is told that it is removed
   */
  void retireAll(Ski ski, CloseReason reason, boolean isRemoval) {
    state.out().notices(state.sessions().endNow(ski, reason.phrase()));
    for (Connection connection : state.slots().inUse(ski)) {
      retire(connection, reason, isRemoval);
    }
  }

  void completed(Connection connection, Instant now) {
    if (!state.slots().isInUse(connection)) {
      return;
    }
    state.pins().completed(connection);
    state
        .slots()
        .completed(connection, state.isTrusted(connection), now)
        .ifPresent(swap -> settled(swap, now));
    if (state.slots().isOwner(connection)) {
      beginIfComplete(connection, now);
    }
  }

  private void succeed(Ski ski, Instant now) {
    state.slots().owner(ski).ifPresent(owner -> beginIfComplete(owner, now));
  }

  /**
   * Here a connection becomes the device's session, after the last data of the one before it: so
   * nothing is lost or out of order.
   */
  private void beginIfComplete(Connection connection, Instant now) {
    Ski ski = connection.peer();
    if (isSession(connection) || !state.slots().isComplete(connection)) {
      return;
    }
    // The way out is open before listeners hear of the session, the way in only afterwards.
    routeIfComplete(connection);
    if (state.slots().isDraining(ski)) {
      return;
    }
    state.out().notices(state.sessions().begin(connection, now));
    state.out().add(new HubEffect.Tell(connection, HubEffect.Decision.BIND));
    state.peer(ski).sessionBegan(now);
  }

  /** Here the end of a connection becomes news, if it owned the slot. */
  void closed(HubEvent.Closed closed, Instant now) {
    Connection connection = closed.connection();
    boolean wasInUse = state.slots().isInUse(connection);
    boolean wasComplete = state.slots().isComplete(connection);
    boolean wasDraining = state.slots().isDraining(connection.peer());
    Removal removal = state.slots().closed(connection);
    state.desk().forget(connection);
    pins.closed(connection, now);
    // Already replaced or retired: its end is nobody's news.
    if (removal instanceof Removal.WasOwner(Optional<Connection> promoted)) {
      state.sessions().end(connection, closed.why(), now);
      promoted.ifPresent(next -> beginIfComplete(next, now));
    } else if (wasDraining) {
      if (closed.reason().code() == CloseReason.POLICY) {
        // The application could not take its last data, so nothing follows it without a gap.
        state.out().notices(state.sessions().endNow(connection.peer(), closed.why()));
      }
      succeed(connection.peer(), now);
    } else if (state.slots().isOwnerSilent(connection.peer())) {
      check(connection.peer());
    }
    remember(closed, wasComplete, now);
    Ski ski = connection.peer();
    // That it removed us counts even if we closed: its word may cross ours.
    if ((wasInUse || closed.isRemoval()) && state.slots().inUse(ski).isEmpty()) {
      lost(closed, wasComplete, now);
    }
    dialling.replan(ski, now);
  }

  private void remember(HubEvent.Closed closed, boolean wasComplete, Instant now) {
    Connection connection = closed.connection();
    String reached = closed.reached().label();
    History history = state.peer(connection.peer()).history();
    history.ended(Attempt.of(closed, now));
    if (state.sessions().running(connection.peer()).isEmpty()) {
      history.away(now);
    }
    if (!wasComplete && !state.stopping().hasBegun()) {
      String cause = reached + ": " + closed.why();
      state.tell(NoticeType.ATTEMPT_FAILED, connection, cause, now);
    }
  }

  /**
   * The last connection to a device is gone, and we did not want it: what that means for the next
   * dial.
   */
  private void lost(HubEvent.Closed closed, boolean wasComplete, Instant now) {
    Peer peer = state.peer(closed.connection().peer());
    int code = closed.reason().code();
    if (closed.isRemoval() || closed.reason().isFarewell()) {
      peer.removedUs();
    } else if (closed.reason().isDoubleConnection()) {
      peer.climb(Rung.DOUBLE_LOST);
    } else if (wasComplete) {
      peer.sessionLost(now);
    } else if (state.sessions().isAwaitingSuccessor(peer.ski())) {
      // The session before it went in its favour, or with it.
      peer.climb(Rung.DOUBLE_LOST);
    } else if (closed.reached() == Stage.HELLO || code == CloseReason.NOT_TRUSTED) {
      peer.climb(Rung.REJECTED);
    } else {
      peer.climb(Rung.FAILED);
    }
  }

  /** Ends everything; from here on every newcomer is refused. */
  void close() {
    state.out().notices(state.sessions().close(STOPPING.phrase()));
    for (Connection connection : state.slots().close()) {
      state.out().add(new HubEffect.Close(connection, STOPPING, false));
    }
  }
}
