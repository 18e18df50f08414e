package dev.shiphub.ship.handshake;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.wire.ConnectionHello;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Connection state "hello": do both ends trust each other (SHIP 13.4.4.1). */
final class HelloSteps {
  /** As long as the longest wait that we believe a peer. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private HelloSteps() {}

  static Step enter(boolean isTrusted, Party party, Instant now) {
    return isTrusted ? enterReady(party, now) : enterPending(party, now);
  }

  private static Step enterReady(Party party, Instant now) {
    Duration waiting = party.times().helloInit();
    return Step.to(
        new Phase.HelloReady(now.plus(waiting)), Step.send(ConnectionHello.ready(waiting)));
  }

  private static Step enterPending(Party party, Instant now) {
    Duration waiting = party.times().helloInit();
    Phase next =
        new Phase.HelloPending(
            Optional.of(now.plus(waiting)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    return Step.to(next, Step.send(ConnectionHello.pending(waiting)), new Output.AskTrust());
  }

  static Step ready(Phase.HelloReady phase, Input input, Party party, Instant now) {
    return switch (input) {
      case Input.Received(ConnectionHello hello) -> readyHears(phase, hello, party, now);
      case Input.Received(var message) ->
          Step.abortHello("unexpected message in hello: " + name(message));
      case Input.Unreadable(String what) -> Step.abortHello(what);
      case Input.Skippable(String what) -> Step.remark(phase, what);
      case Input.TrustGranted() -> Step.to(phase);
      case Input.TrustDenied() -> Step.abortHello("trust was denied");
      case Input.OfPin _ -> Step.to(phase);
      case Input.CloseWanted(_, var reason) -> close(reason);
      case Input.DeadlineReached() -> Step.abortHello("the peer did not become ready in time");
      case Input.PeerGone(var reason) -> Step.to(new Phase.Closed(reason.toString()));
    };
  }

  private static Step readyHears(
      Phase.HelloReady phase, ConnectionHello hello, Party party, Instant now) {
    return switch (hello.phase()) {
      case READY -> ProtocolSteps.enter(false, party, now);
      case PENDING ->
          hello.prolongationRequest() ? prolongReady(phase, party, now) : Step.to(phase);
      case ABORTED -> abortedByPeer(party, now);
    };
  }

  /** The timer is increased, not restarted (SHIP 13.4.4.1.3). */
  private static Step prolongReady(Phase.HelloReady phase, Party party, Instant now) {
    Instant until = prolonged(phase.readyBy(), party, now);
    return Step.to(
        new Phase.HelloReady(until),
        Step.send(ConnectionHello.ready(Duration.between(now, until))));
  }

  /** However often a peer asks, we wait no longer than this from now on. */
  private static Instant prolonged(Instant by, Party party, Instant now) {
    Instant most = now.plus(LONGEST_WAIT);
    Instant until = by.plus(party.times().helloIncrease());
    return until.isAfter(most) ? most : until;
  }

  static Step pending(Phase.HelloPending phase, Input input, Party party, Instant now) {
    return switch (input) {
      case Input.Received(ConnectionHello hello) -> pendingHears(phase, hello, party, now);
      case Input.Received(var message) ->
          Step.abortHello("unexpected message in hello: " + name(message));
      case Input.Unreadable(String what) -> Step.abortHello(what);
      case Input.Skippable(String what) -> Step.remark(phase, what);
      case Input.TrustGranted() -> granted(phase, party, now);
      case Input.TrustDenied() -> Step.abortHello("trust was denied");
      case Input.OfPin _ -> Step.to(phase);
      case Input.CloseWanted(_, var reason) -> close(reason);
      case Input.DeadlineReached() -> pendingDue(phase, now);
      case Input.PeerGone(var reason) -> Step.to(new Phase.Closed(reason.toString()));
    };
  }

  private static Step pendingHears(
      Phase.HelloPending phase, ConnectionHello hello, Party party, Instant now) {
    return switch (hello.phase()) {
      case READY ->
          hello.waiting().isPresent()
              ? Step.to(heardWaiting(Optional.empty(), true, hello.waiting().get(), party, now))
              : Step.abortHello("the peer is ready but does not say how long it waits");
      case PENDING -> pendingHearsPending(phase, hello, party, now);
      case ABORTED -> abortedByPeer(party, now);
    };
  }

  private static Step pendingHearsPending(
      Phase.HelloPending phase, ConnectionHello hello, Party party, Instant now) {
    boolean isWaiting = hello.waiting().isPresent();
    if (isWaiting && !hello.prolongationRequest()) {
      Duration waiting = hello.waiting().get();
      return Step.to(heardWaiting(phase.readyBy(), phase.isPeerReady(), waiting, party, now));
    }
    if (hello.prolongationRequest() && !isWaiting) {
      return prolongPending(phase, party, now);
    }
    return Step.remark(phase, "ignored a hello that neither waits nor asks, or does both");
  }

  /** When the peer says how long it waits, we know when to ask for more (SHIP 13.4.4.1.3). */
  private static Phase heardWaiting(
      Optional<Instant> readyBy, boolean isPeerReady, Duration waiting, Party party, Instant now) {
    HandshakeTimes times = party.times();
    Duration ask = waiting.minus(times.prolongationGap());
    boolean isWorthAsking =
        waiting.compareTo(times.prolongationThreshold()) >= 0
            && ask.compareTo(times.prolongationLeast()) >= 0;
    Optional<Instant> askAt = isWorthAsking ? Optional.of(now.plus(ask)) : Optional.empty();
    return new Phase.HelloPending(
        readyBy, askAt, Optional.empty(), Optional.of(waiting), isPeerReady);
  }

  private static Step prolongPending(Phase.HelloPending phase, Party party, Instant now) {
    Optional<Instant> readyBy = phase.readyBy().map(by -> prolonged(by, party, now));
    Phase next =
        new Phase.HelloPending(
            readyBy, phase.askAt(), phase.answerBy(), phase.peerWaiting(), phase.isPeerReady());
    // The wait is told only while the timer runs (SHIP 13.4.4.1.3).
    Optional<Duration> waiting = readyBy.map(by -> Duration.between(now, by));
    return Step.to(
        next, Step.send(new ConnectionHello(ConnectionHello.Phase.PENDING, waiting, false)));
  }

  private static Step granted(Phase.HelloPending phase, Party party, Instant now) {
    if (!phase.isPeerReady()) {
      return enterReady(party, now);
    }
    Step protocol = ProtocolSteps.enter(phase.answerBy().isPresent(), party, now);
    return Step.to(protocol.next(), Step.send(ConnectionHello.ready(party.times().helloInit())))
        .withMore(protocol.outputs());
  }

  private static Step pendingDue(Phase.HelloPending phase, Instant now) {
    if (isDue(phase.answerBy(), now)) {
      return Step.abortHello("the peer did not answer our request for more time");
    }
    if (isDue(phase.readyBy(), now)) {
      return Step.abortHello("nobody decided about trust in time");
    }
    // We ask only a peer that has said how long it waits.
    Duration answer = phase.peerWaiting().orElseThrow();
    Phase next =
        new Phase.HelloPending(
            phase.readyBy(),
            Optional.empty(),
            Optional.of(now.plus(answer)),
            phase.peerWaiting(),
            phase.isPeerReady());
    return Step.to(next, Step.send(ConnectionHello.prolongation()));
  }

  static Step aborted(Phase.HelloAborted phase, Input input) {
    return switch (input) {
      case Input.DeadlineReached() ->
          Step.close(
              CloseReason.byUs(CloseReason.NOT_TRUSTED, "aborted"), "the peer aborted hello");
      case Input.OfPin _ -> Step.to(phase);
      case Input.CloseWanted(_, var reason) -> Step.close(reason, reason.phrase());
      case Input.PeerGone(var reason) -> Step.to(new Phase.Closed(reason.toString()));
      case Input.Received _,
          Input.Unreadable _,
          Input.Skippable _,
          Input.TrustGranted _,
          Input.TrustDenied _ ->
          Step.to(phase);
    };
  }

  private static Step abortedByPeer(Party party, Instant now) {
    return Step.remark(
        new Phase.HelloAborted(now.plus(party.times().closeAfterAbort())),
        "the peer aborted hello");
  }

  private static Step close(CloseReason reason) {
    return reason.code() == CloseReason.NOT_TRUSTED
        ? Step.abortHello(reason.phrase())
        : Step.close(reason, reason.phrase());
  }

  private static boolean isDue(Optional<Instant> deadline, Instant now) {
    return deadline.filter(at -> !at.isAfter(now)).isPresent();
  }

  private static String name(Object message) {
    return message.getClass().getSimpleName();
  }
}
