package dev.shiphub.ship.handshake;

import dev.shiphub.ship.wire.ConnectionClose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The SHIP state machine of one connection, from the first message to the orderly close (SHIP
 * 13.4).
 *
 * <p>Knows no thread, socket or clock: inputs and the time come in, outputs come out. Both ends of
 * a connection can run the same class. Not thread-safe; owned by whoever drives the connection.
 */
public final class Handshake {
  /**
   * A peer that sends more unusable messages than this is dropped (SHIP 13.4.2 lets us skip them).
   */
  static final int MOST_SKIPPED = 10;

  private Party party;
  private Phase phase = new Phase.Idle();
  private int skipped;

  /** A handshake that has not begun. */
  public Handshake(Party party) {
    this.party = party;
  }

  /**
   * Begins, once the WebSocket is open.
   *
   * @param isTrusted whether the peer is trusted as of now
   * @throws IllegalStateException if it has begun before
   */
  public List<Output> begin(boolean isTrusted, Instant now) {
    if (!(phase instanceof Phase.Idle)) {
      throw new IllegalStateException("begun twice");
    }
    return take(InitSteps.begin(party, isTrusted, now));
  }

  /** Takes one input; returns what is to be done, in this order. */
  public List<Output> on(Input input, Instant now) {
    return take(step(input, now));
  }

  /** When {@link Input.DeadlineReached} is due. */
  public Optional<Instant> deadline() {
    return phase.deadline();
  }

  /** Where it stands. */
  public Phase phase() {
    return phase;
  }

  /** Whether data may be sent. */
  public boolean isInDataExchange() {
    return phase instanceof Phase.DataExchange;
  }

  private List<Output> take(Step step) {
    phase = step.next();
    return step.outputs();
  }

  private Step step(Input input, Instant now) {
    if (phase instanceof Phase.Closed) {
      return Step.to(phase);
    }
    if (input instanceof Input.PeerGone(var reason)) {
      return Step.to(new Phase.Closed(reason.toString()));
    }
    if (input instanceof Input.DeadlineReached && !isDue(now)) {
      return Step.to(phase);
    }
    if (input instanceof Input.PinTold(var standing)) {
      // Counts when PIN verification begins, and in it.
      party = party.with(party.standing().with(standing));
    }
    if (input instanceof Input.Skippable(String what) && !(phase instanceof Phase.AwaitInit)) {
      return skip(what);
    }
    return inPhase(input, now);
  }

  private boolean isDue(Instant now) {
    return deadline().filter(due -> !due.isAfter(now)).isPresent();
  }

  private Step skip(String what) {
    skipped++;
    return skipped > MOST_SKIPPED
        ? Step.protocolError("too many unusable messages")
        : Step.remark(phase, "skipped a message: " + what);
  }

  private Step inPhase(Input input, Instant now) {
    if (input instanceof Input.Received(ConnectionClose close) && isAnnouncement(close)) {
      return CloseSteps.announced(phase, close, party, now);
    }
    return switch (phase) {
      case Phase.Idle() ->
          switch (input) {
            case Input.CloseWanted(_, var reason) -> Step.close(reason, reason.phrase());
            case Input.OfPin _ -> Step.to(phase);
            case Input _ -> Step.remark(phase, "nothing may happen before the beginning");
          };
      case Phase.AwaitInit init -> InitSteps.on(init, input, party, now);
      case Phase.HelloReady ready -> HelloSteps.ready(ready, input, party, now);
      case Phase.HelloPending pending -> HelloSteps.pending(pending, input, party, now);
      case Phase.HelloAborted aborted -> HelloSteps.aborted(aborted, input);
      case Phase.AwaitChoice choice -> ProtocolSteps.choice(choice, input, party, now);
      case Phase.AwaitProposal proposal -> ProtocolSteps.proposal(proposal, input, party, now);
      case Phase.AwaitConfirmation confirmation ->
          ProtocolSteps.confirmation(confirmation, input, party, now);
      case Phase.PinVerification pin -> PinSteps.on(pin, input, party, now);
      case Phase.DataExchange data ->
          input instanceof Input.Unreadable(String what)
              ? skip(what)
              : DataSteps.on(data, input, party, now);
      case Phase.Closing closing -> CloseSteps.closing(closing, input);
      case Phase.ClosingByPeer closing -> CloseSteps.closingByPeer(closing, input);
      case Phase.Closed closed -> Step.to(closed);
    };
  }

  /**
   * The peer may announce a close at any time after the first message; a crossing one is special.
   */
  private boolean isAnnouncement(ConnectionClose close) {
    return close.phase() == ConnectionClose.Phase.ANNOUNCE
        && !(phase instanceof Phase.AwaitInit)
        && !(phase instanceof Phase.Closing);
  }
}
