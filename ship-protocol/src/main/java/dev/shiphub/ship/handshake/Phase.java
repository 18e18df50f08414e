package dev.shiphub.ship.handshake;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.wire.ProtocolHandshake;
import dev.shiphub.ship.wire.ShipData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a handshake stands: one record for every state of SHIP 13.4, with what only that state
 * knows.
 *
 * <p>A deadline lives in the phase that it belongs to; leaving the phase cancels it by
 * construction.
 */
public sealed interface Phase {
  /** When something is due if nothing happens before. */
  Optional<Instant> deadline();

  /** How far it has come; empty in the phases of closing, which can follow any other. */
  default Optional<Stage> stage() {
    return switch (this) {
      case Idle _ -> Optional.of(Stage.OPEN);
      case AwaitInit _ -> Optional.of(Stage.INIT);
      case HelloReady _, HelloPending _, HelloAborted _ -> Optional.of(Stage.HELLO);
      case AwaitChoice _, AwaitProposal _, AwaitConfirmation _ -> Optional.of(Stage.PROTOCOL);
      case PinVerification _ -> Optional.of(Stage.PIN);
      case DataExchange _ -> Optional.of(Stage.DATA);
      case Closing _, ClosingByPeer _, Closed _ -> Optional.empty();
    };
  }

  /** The phase in words, for logs and people. */
  String label();

  /** The WebSocket is open, nothing has been sent. */
  record Idle() implements Phase {
    @Override
    public Optional<Instant> deadline() {
      return Optional.empty();
    }

    @Override
    public String label() {
      return "open";
    }
  }

  /**
   * The first message of the peer is awaited (SHIP 13.4.3: CMI_STATE_CLIENT_WAIT,
   * CMI_STATE_SERVER_WAIT).
   *
   * @param by end of the wait
   * @param isTrusted what is known of the peer so far
   */
  record AwaitInit(Instant by, boolean isTrusted) implements Phase {
    @Override
    public Optional<Instant> deadline() {
      return Optional.of(by);
    }

    @Override
    public String label() {
      return "init";
    }
  }

  /**
   * We trust the peer and said so (SHIP 13.4.4.1.3: SME_HELLO_STATE_READY_LISTEN).
   *
   * @param readyBy the wait-for-ready timer
   */
  record HelloReady(Instant readyBy) implements Phase {
    @Override
    public Optional<Instant> deadline() {
      return Optional.of(readyBy);
    }

    @Override
    public String label() {
      return "hello ready";
    }
  }

  /**
   * Nobody has decided about the peer yet (SHIP 13.4.4.1.3: SME_HELLO_STATE_PENDING_LISTEN).
   *
   * @param readyBy the wait-for-ready timer; empty once the peer is ready
   * @param askAt when to request prolongation
   * @param answerBy by when our prolongation request must be answered; set while one is open
   * @param peerWaiting the last wait that the peer told
   * @param isPeerReady whether the peer trusts us
   */
  record HelloPending(
      Optional<Instant> readyBy,
      Optional<Instant> askAt,
      Optional<Instant> answerBy,
      Optional<Duration> peerWaiting,
      boolean isPeerReady)
      implements Phase {
    @Override
    public Optional<Instant> deadline() {
      return Stream.of(readyBy, askAt, answerBy).flatMap(Optional::stream).min(Instant::compareTo);
    }

    @Override
    public String label() {
      return isPeerReady ? "hello pending, peer ready" : "hello pending";
    }
  }

  /**
   * The peer aborted hello and gets a moment to say why by its close code.
   *
   * @param by when we close ourselves
   */
  record HelloAborted(Instant by) implements Phase {
    @Override
    public Optional<Instant> deadline() {
      return Optional.of(by);
    }

    @Override
    public String label() {
      return "hello aborted by the peer";
    }
  }

  /**
   * As client: our maximum is announced, the choice is awaited (SHIP 13.4.4.2.3:
   * SME_PROT_H_STATE_CLIENT_LISTEN_CHOICE).
   *
   * @param by the wait timer
   * @param offer what we announced
   * @param isHelloOwed whether an answer to our last prolongation request may still be on its way
   */
  record AwaitChoice(Instant by, ProtocolHandshake offer, boolean isHelloOwed) implements Phase {
    @Override
    public Optional<Instant> deadline() {
      return Optional.of(by);
    }

    @Override
    public String label() {
      return "protocol handshake, awaiting the choice";
    }
  }

  /**
   * As server: the client's maximum is awaited (SHIP 13.4.4.2.3:
   * SME_PROT_H_STATE_SERVER_LISTEN_PROPOSAL).
   *
   * @param by the wait timer
   * @param isHelloOwed whether an answer to our last prolongation request may still be on its way
   */
  record AwaitProposal(Instant by, boolean isHelloOwed) implements Phase {
    @Override
    public Optional<Instant> deadline() {
      return Optional.of(by);
    }

    @Override
    public String label() {
      return "protocol handshake, awaiting the proposal";
    }
  }

  /**
   * As server: the client must repeat our choice (SHIP 13.4.4.2.3:
   * SME_PROT_H_STATE_SERVER_LISTEN_CONFIRM).
   *
   * @param by the wait timer
   * @param choice what we selected
   */
  record AwaitConfirmation(Instant by, ProtocolHandshake choice) implements Phase {
    @Override
    public Optional<Instant> deadline() {
      return Optional.of(by);
    }

    @Override
    public String label() {
      return "protocol handshake, awaiting the confirmation";
    }
  }

  /**
   * Our PIN state is told, and data exchange is not open yet (SHIP 13.4.4.3).
   *
   * @param stateBy by when the peer has to tell its PIN state; empty once it has. People who enter
   *     PINs have all the time they need
   * @param talk how both sides of it stand
   * @param early data that came before its time, at most {@value #MOST_EARLY} messages
   */
  record PinVerification(Optional<Instant> stateBy, PinTalk talk, List<ShipData> early)
      implements Phase {
    /** More early data than this ends the connection. */
    public static final int MOST_EARLY = 64;

    public PinVerification {
      early = List.copyOf(early);
    }

    @Override
    public Optional<Instant> deadline() {
      return Stream.concat(stateBy.stream(), talk.deadline().stream()).min(Instant::compareTo);
    }

    @Override
    public String label() {
      return talk.label();
    }
  }

  /**
   * Data exchange (SHIP 13.4.5), with the access methods in parallel (SHIP 13.4.6).
   *
   * @param accessMethodsBy when an unanswered access methods request is noted; empty once answered
   *     or noted
   * @param peerId the SHIP ID that the peer told
   * @param talk what is left of PIN verification, where a PIN is optional
   */
  record DataExchange(Optional<Instant> accessMethodsBy, Optional<ShipId> peerId, PinTalk talk)
      implements Phase {
    @Override
    public Optional<Instant> deadline() {
      return Stream.concat(accessMethodsBy.stream(), talk.deadline().stream())
          .min(Instant::compareTo);
    }

    @Override
    public String label() {
      return "data exchange";
    }

    DataExchange asked(Optional<Instant> by) {
      return new DataExchange(by, peerId, talk);
    }

    DataExchange named(Optional<ShipId> id) {
      return new DataExchange(Optional.empty(), id, talk);
    }

    DataExchange with(PinTalk other) {
      return new DataExchange(accessMethodsBy, peerId, other);
    }
  }

  /**
   * We announced the close; no data is sent any more (SHIP 13.4.7).
   *
   * @param by our max time
   * @param why what people are told
   * @param isDraining whether what the peer sent before it heard of the close still counts
   */
  record Closing(Instant by, String why, boolean isDraining) implements Phase {
    @Override
    public Optional<Instant> deadline() {
      return Optional.of(by);
    }

    @Override
    public String label() {
      return "closing";
    }
  }

  /**
   * The peer announced the close and we confirmed; it closes the WebSocket, or we do (SHIP 13.4.7).
   *
   * @param by when we do
   * @param why what people are told
   */
  record ClosingByPeer(Instant by, String why) implements Phase {
    @Override
    public Optional<Instant> deadline() {
      return Optional.of(by);
    }

    @Override
    public String label() {
      return "closing by the peer";
    }
  }

  /**
   * The end. Whatever comes now is ignored.
   *
   * @param why what people are told
   */
  record Closed(String why) implements Phase {
    @Override
    public Optional<Instant> deadline() {
      return Optional.empty();
    }

    @Override
    public String label() {
      return "closed";
    }
  }
}
