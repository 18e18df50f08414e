package dev.shiphub.hub.session;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.port.TransportEvents;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.ShipMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A transport without a wire: what is sent is kept, what the peer does is up to the test. */
final class FakeTransport implements Transport {
  final Role role;
  final List<ShipMessage> sent = new ArrayList<>();
  final List<Consumer<SendOutcome>> pending = new ArrayList<>();
  final List<CloseReason> closes = new ArrayList<>();
  final List<String> cuts = new ArrayList<>();
  boolean isDataExpected;
  int pings;
  Optional<TransportEvents> events = Optional.empty();
  Consumer<TransportEvents> whenBegun = _ -> {};

  FakeTransport(Role role) {
    this.role = role;
  }

  @Override
  public Ski peer() {
    return new Ski("a".repeat(40));
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public String remoteAddress() {
    return "192.0.2.1:4712";
  }

  @Override
  public void begin(TransportEvents begun) {
    events = Optional.of(begun);
    whenBegun.accept(begun);
  }

  @Override
  public void send(byte[] message, Consumer<SendOutcome> done) {
    switch (Session.CODEC.decode(message)) {
      case Decoded.Ok<ShipMessage>(ShipMessage decoded) -> sent.add(decoded);
      case Decoded.Malformed<ShipMessage> bad -> throw new IllegalStateException(bad.what());
      case Decoded.Skippable<ShipMessage> bad -> throw new IllegalStateException(bad.what());
    }
    pending.add(done);
  }

  @Override
  public void expectData() {
    isDataExpected = true;
  }

  @Override
  public void ping() {
    pings++;
  }

  @Override
  public void close(int code, String phrase) {
    closes.add(CloseReason.byUs(code, phrase));
  }

  @Override
  public void cut(String why) {
    cuts.add(why);
  }

  @Override
  public boolean isOpen() {
    return closes.isEmpty() && cuts.isEmpty();
  }
}
