package dev.shiphub.hub.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.handshake.Input;
import dev.shiphub.ship.handshake.Phase;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import dev.shiphub.ship.wire.ProtocolHandshakeError;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found to have been wrong with a connection. */
final class DiagnosisTest {
  private static final Instant BY = Instant.EPOCH;
  private static final Phase INIT = new Phase.AwaitInit(BY, true);
  private static final Phase PENDING =
      new Phase.HelloPending(
          Optional.of(BY), Optional.empty(), Optional.empty(), Optional.empty(), false);
  private static final Phase CLOSED = new Phase.Closed("x");
  private static final CloseReason CUT = CloseReason.byUs(CloseReason.NO_CLOSE_FRAME, "silent");
  private static final CloseReason LOST = CloseReason.byNetwork("reset");

  private static Input wanted(int code, String phrase) {
    return new Input.CloseWanted(ConnectionClose.Reason.UNSPECIFIC, CloseReason.byUs(code, phrase));
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        arguments(INIT, new Input.DeadlineReached(), Trouble.SILENT),
        arguments(PENDING, new Input.DeadlineReached(), Trouble.UNDECIDED),
        arguments(PENDING, new Input.TrustDenied(), Trouble.DENIED),
        arguments(INIT, new Input.Unreadable("x"), Trouble.VIOLATION),
        arguments(INIT, new Input.Skippable("x"), Trouble.VIOLATION),
        arguments(INIT, new Input.Received(ConnectionInit.VALID), Trouble.VIOLATION),
        arguments(
            INIT,
            new Input.Received(ProtocolHandshakeError.SELECTION_MISMATCH),
            Trouble.INCOMPATIBLE),
        arguments(INIT, new Input.Received(ConnectionClose.CONFIRM), Trouble.CLOSED),
        arguments(INIT, wanted(1001, "the hub is stopping"), Trouble.STOPPING),
        arguments(INIT, wanted(4452, "trust was withdrawn"), Trouble.DENIED),
        arguments(INIT, wanted(1008, "too many connections"), Trouble.LIMIT),
        arguments(INIT, wanted(4001, "double connection"), Trouble.DOUBLE),
        arguments(INIT, wanted(4001, "disconnected by the user"), Trouble.WANTED),
        arguments(INIT, new Input.PeerGone(LOST), Trouble.BROKEN),
        arguments(INIT, new Input.PeerGone(CUT), Trouble.SILENT),
        arguments(INIT, new Input.PeerGone(CloseReason.byUs(1003, "text")), Trouble.VIOLATION),
        arguments(INIT, new Input.PeerGone(CloseReason.byPeer(4452, "rejected")), Trouble.REJECTED),
        arguments(INIT, new Input.PeerGone(CloseReason.byPeer(1000, "bye")), Trouble.CLOSED),
        arguments(
            INIT,
            new Input.PeerGone(CloseReason.byPeer(4001, "double connection")),
            Trouble.DOUBLE));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void whatEndsAHandshakeIsWhatWasWrong(Phase before, Input input, Trouble expected) {
    Diagnosis diagnosis = new Diagnosis();
    diagnosis.stepped(before, input, CLOSED);
    assertEquals(expected, diagnosis.of(LOST));
  }

  @Test
  void aStepThatEndsNothingFindsNothing() {
    Diagnosis diagnosis = new Diagnosis();
    diagnosis.stepped(INIT, new Input.Received(ConnectionHello.aborted()), PENDING);
    assertEquals(Trouble.BROKEN, diagnosis.of(LOST));
  }

  // The peer aborts hello, and we close a moment later: that we closed is not what was wrong.
  @Test
  void whatComesFirstCounts() {
    Diagnosis diagnosis = new Diagnosis();
    Phase aborted = new Phase.HelloAborted(BY);
    diagnosis.stepped(PENDING, new Input.Received(ConnectionHello.aborted()), aborted);
    diagnosis.stepped(aborted, new Input.DeadlineReached(), CLOSED);
    assertEquals(Trouble.REJECTED, diagnosis.of(CUT));
    diagnosis.found(Trouble.OVERRUN);
    assertEquals(Trouble.REJECTED, diagnosis.of(LOST));
  }
}
