package dev.shiphub.ship.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.PinInput;
import dev.shiphub.ship.wire.PinState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every phase. */
final class HandshakeTest {
  private static final CloseReason WANTED = CloseReason.byUs(CloseReason.GOING_AWAY, "stopping");

  /** A phase by hand, and how far a connection in it has come. */
  private record Case(Supplier<Driven> start, String label, Optional<Stage> stage) {
    Case(Supplier<Driven> start, String label, Stage stage) {
      this(start, label, Optional.of(stage));
    }

    @Override
    public String toString() {
      return label;
    }
  }

  private static Driven announcing() {
    return Driven.inData(Role.CLIENT)
        .on(new Input.CloseWanted(ConnectionClose.Reason.UNSPECIFIC, WANTED));
  }

  private static Driven announcedByPeer() {
    return Driven.inData(Role.CLIENT)
        .hears(ConnectionClose.announce(Duration.ofMillis(500), ConnectionClose.Reason.UNSPECIFIC));
  }

  static Stream<Case> open() {
    return Stream.of(
        new Case(() -> Driven.begun(Role.CLIENT, true), "init", Stage.INIT),
        new Case(() -> Driven.inHello(Role.CLIENT, true), "hello ready", Stage.HELLO),
        new Case(() -> Driven.inHello(Role.CLIENT, false), "hello pending", Stage.HELLO),
        new Case(
            () -> Driven.inHello(Role.CLIENT, true).hears(ConnectionHello.aborted()),
            "hello aborted by the peer",
            Stage.HELLO),
        new Case(
            () -> Driven.inProtocol(Role.CLIENT),
            "protocol handshake, awaiting the choice",
            Stage.PROTOCOL),
        new Case(
            () -> Driven.inProtocol(Role.SERVER),
            "protocol handshake, awaiting the proposal",
            Stage.PROTOCOL),
        new Case(
            () -> Driven.inProtocol(Role.SERVER).hears(Driven.OFFER),
            "protocol handshake, awaiting the confirmation",
            Stage.PROTOCOL),
        new Case(() -> Driven.inPin(Role.CLIENT), "PIN state", Stage.PIN),
        new Case(() -> Driven.inData(Role.CLIENT), "data exchange", Stage.DATA),
        new Case(HandshakeTest::announcing, "closing", Optional.empty()),
        new Case(HandshakeTest::announcedByPeer, "closing by the peer", Optional.empty()));
  }

  static Stream<Case> withoutPins() {
    Set<Optional<Stage>> withPins = Set.of(Optional.of(Stage.PIN), Optional.of(Stage.DATA));
    return open().filter(phase -> !withPins.contains(phase.stage()));
  }

  @ParameterizedTest
  @MethodSource("open")
  void saysWhereItStands(Case phase) {
    Phase now = phase.start().get().phase();
    assertEquals(phase.label(), now.label());
    assertEquals(phase.stage(), now.stage());
  }

  // Timers of the owner may be late or early; only the time counts.
  @ParameterizedTest
  @MethodSource("open")
  void doesNothingBeforeItsDeadline(Case phase) {
    Driven driven = phase.start().get().forget();
    Phase before = driven.phase();
    driven.now = driven.handshake.deadline().orElseThrow().minusNanos(1);
    driven.on(new Input.DeadlineReached());
    assertEquals(List.of(), driven.outputs);
    assertEquals(before, driven.phase());
  }

  // Users enter PINs when they like, and another connection of the device may be ahead.
  @ParameterizedTest
  @MethodSource("withoutPins")
  void hasNoUseForAPinWherePinsAreNoTopic(Case phase) {
    Driven driven = phase.start().get().forget();
    Phase before = driven.phase();
    driven.on(new Input.PinGiven(new Pin("5EC2E7AA")));
    driven.on(new Input.PinTold(PinStanding.VERIFIED));
    assertEquals(List.of(), driven.outputs);
    assertEquals(before, driven.phase());
  }

  @Test
  void isOpenBeforeItBeginsAndClosedAtItsEnd() {
    Phase idle = handshake().phase();
    assertEquals("open", idle.label());
    assertEquals(Optional.of(Stage.OPEN), idle.stage());
    Phase closed = new Phase.Closed("over");
    assertEquals("closed", closed.label());
    assertEquals(Optional.empty(), closed.stage());
  }

  private static Handshake handshake() {
    return new Handshake(new Party(Role.CLIENT, Driven.OWN_ID, HandshakeTimes.DEFAULT));
  }

  @Test
  void takesNothingButAnEndBeforeItBegins() {
    Handshake handshake = handshake();
    List<Output> outputs = new ArrayList<>();
    outputs.addAll(handshake.on(new Input.Received(PinState.NONE), Driven.START));
    outputs.addAll(handshake.on(new Input.TrustGranted(), Driven.START));
    assertEquals(
        List.of(
            new Output.Remark("nothing may happen before the beginning"),
            new Output.Remark("nothing may happen before the beginning")),
        outputs);
    assertEquals(
        List.of(new Output.Close(WANTED, "stopping")),
        handshake.on(
            new Input.CloseWanted(ConnectionClose.Reason.UNSPECIFIC, WANTED), Driven.START));
  }

  @Test
  void endsWithAConnectionThatIsGoneBeforeItBegins() {
    Handshake handshake = handshake();
    Input gone = new Input.PeerGone(CloseReason.byNetwork("reset"));
    assertEquals(List.of(), handshake.on(gone, Driven.START));
    assertEquals(new Phase.Closed("connection lost: reset"), handshake.phase());
  }

  // A PIN that the user entered for another connection to the device is no news of this one.
  @Test
  void takesAPinBeforeItBeginsForNone() {
    assertEquals(List.of(), handshake().on(new Input.PinGiven(new Pin("5EC2E7AA")), Driven.START));
  }

  @Test
  void namesTheMessageThatDoesNotBelong() {
    PinInput early = new PinInput("5EC2E7AA");
    for (Driven driven :
        List.of(
            Driven.begun(Role.CLIENT, true),
            Driven.inHello(Role.CLIENT, true),
            Driven.inHello(Role.CLIENT, false),
            Driven.inProtocol(Role.CLIENT))) {
      String why = driven.hears(early).closes().getFirst().why();
      assertTrue(why.contains("PinInput"), why);
    }
  }
}
