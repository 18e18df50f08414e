package dev.shiphub.ship.handshake;

import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.ProtocolHandshake;
import dev.shiphub.ship.wire.ShipMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One handshake that a test drives by hand, in virtual time. */
final class Driven {
  static final ShipId OWN_ID = new ShipId("i:1_u:hub");
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final ProtocolHandshake OFFER =
      ProtocolHandshake.announceMax(ProtocolHandshake.Version.V1_0);
  static final ProtocolHandshake CHOICE = ProtocolHandshake.select(ProtocolHandshake.Version.V1_0);

  final Handshake handshake;
  final List<Output> outputs = new ArrayList<>();
  Instant now = START;

  private Driven(Party party) {
    handshake = new Handshake(party);
  }

  private static Party party(Role role) {
    return new Party(role, OWN_ID, HandshakeTimes.DEFAULT);
  }

  static Driven begun(Role role, boolean isTrusted) {
    return begun(new Driven(party(role)), isTrusted);
  }

  static Driven begun(HandshakeTimes times, Role role, boolean isTrusted) {
    return begun(new Driven(new Party(role, OWN_ID, times)), isTrusted);
  }

  private static Driven begun(Driven driven, boolean isTrusted) {
    driven.outputs.addAll(driven.handshake.begin(isTrusted, driven.now));
    return driven;
  }

  /** Stands in READY_LISTEN, or in PENDING_LISTEN if the peer is not trusted. */
  static Driven inHello(Role role, boolean isTrusted) {
    return begun(role, isTrusted).hears(ConnectionInit.VALID).forget();
  }

  static Driven inProtocol(Role role) {
    return inHello(role, true).hears(ConnectionHello.ready(Duration.ofSeconds(60)));
  }

  static Driven inPin(Role role) {
    Driven driven = inProtocol(role);
    if (role == Role.SERVER) {
      driven.hears(OFFER);
    }
    return driven.hears(CHOICE).forget();
  }

  /** Has just told its PIN state, as client; what it has sent is not forgotten. */
  static Driven inPin(Optional<PinDemand> demand, PinStanding standing) {
    Party party = party(Role.CLIENT).demanding(demand);
    return negotiated(new Driven(party).on(new Input.PinTold(standing))).hears(CHOICE);
  }

  private static Driven negotiated(Driven client) {
    return begun(client, true)
        .hears(ConnectionInit.VALID)
        .hears(ConnectionHello.ready(Duration.ofSeconds(60)))
        .forget();
  }

  /** In data exchange, and never asks for access methods. */
  static Driven inDataWithoutAsking() {
    return negotiated(new Driven(party(Role.CLIENT).asking(false)))
        .hears(CHOICE)
        .forget()
        .hears(PinState.NONE);
  }

  static Driven inData(Role role) {
    return inPin(role).hears(PinState.NONE).forget();
  }

  Driven hears(ShipMessage message) {
    return on(new Input.Received(message));
  }

  Driven on(Input input) {
    outputs.addAll(handshake.on(input, now));
    return this;
  }

  /** Lets time pass, with every deadline on the way. */
  Driven waits(Duration time) {
    Instant until = now.plus(time);
    Optional<Instant> due = handshake.deadline();
    while (due.isPresent() && !due.get().isAfter(until)) {
      now = due.get();
      on(new Input.DeadlineReached());
      due = handshake.deadline();
    }
    now = until;
    return this;
  }

  Driven waits(int seconds) {
    return waits(Duration.ofSeconds(seconds));
  }

  Driven forget() {
    outputs.clear();
    return this;
  }

  Phase phase() {
    return handshake.phase();
  }

  boolean isClosed() {
    return phase() instanceof Phase.Closed;
  }

  List<ShipMessage> sent() {
    return outputs.stream()
        .filter(Output.Send.class::isInstance)
        .map(output -> ((Output.Send) output).message())
        .toList();
  }

  List<Output.Close> closes() {
    return outputs.stream()
        .filter(Output.Close.class::isInstance)
        .map(Output.Close.class::cast)
        .toList();
  }

  int closeCode() {
    return closes().getFirst().reason().code();
  }
}
