package dev.shiphub.it;

import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.Encoded;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.PinError;
import dev.shiphub.ship.wire.PinInput;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.ProtocolHandshake;
import dev.shiphub.ship.wire.ShipMessage;
import dev.shiphub.ship.wire.WireLimits;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDial;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawLink;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** One connection, by hand, of a device that tries PINs. Belongs to the thread of its test. */
final class PinBurglar implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final MessageCodec CODEC = new MessageCodec(WireLimits.USUAL);

  private final RawLink link;

  private PinBurglar(RawLink link) {
    this.link = link;
  }

  /** Dials the daemon and comes as far as it is let; empty if it is not let in. */
  static Optional<PinBurglar> dial(LocalIdentity identity, int port) {
    RawDial dial = new RawDial(RawIdentity.of(identity), PATIENCE, new SteadyClock());
    InetSocketAddress door = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    if (!(dial.open(door, "/ship/") instanceof Opened.Up(RawLink link))) {
      return Optional.empty();
    }
    PinBurglar burglar = new PinBurglar(link);
    burglar.say(ConnectionInit.VALID);
    burglar.say(ConnectionHello.ready(Duration.ofSeconds(60)));
    return Optional.of(burglar);
  }

  /** Goes on to where PINs are entered, if it is trusted. */
  boolean isLetIn() throws InterruptedException {
    if (await(it -> it instanceof ConnectionHello hello && isReady(hello)).isEmpty()) {
      return false;
    }
    say(ProtocolHandshake.announceMax(ProtocolHandshake.Version.V1_0));
    if (await(ProtocolHandshake.class::isInstance).isEmpty()) {
      return false;
    }
    say(ProtocolHandshake.select(ProtocolHandshake.Version.V1_0));
    say(PinState.NONE);
    return await(PinState.class::isInstance).isPresent();
  }

  private static boolean isReady(ConnectionHello hello) {
    return hello.phase() == ConnectionHello.Phase.READY;
  }

  /** Sends a PIN, without waiting for what becomes of it. */
  void sends(String pin) {
    say(new PinInput(pin));
  }

  /**
   * How many of the PINs that were sent turn out to have been compared, and to be wrong, until
   * nothing is heard for so long, or so many were.
   */
  int refused(int most, Duration silence) throws InterruptedException {
    int refused = 0;
    Optional<Heard> heard = link.next(silence);
    while (heard.isPresent() && !(heard.get() instanceof Heard.End)) {
      refused += said(heard.get()).filter(PinError.class::isInstance).isPresent() ? 1 : 0;
      if (refused == most) {
        return refused;
      }
      heard = link.next(silence);
    }
    return refused;
  }

  /** Sends a PIN again and again until one is compared. */
  void insists(String pin) throws InterruptedException {
    do {
      sends(pin);
    } while (refused(1, PAUSE) == 0);
  }

  private void say(ShipMessage message) {
    link.send(((Encoded.Ready) CODEC.encode(message)).octets());
  }

  private Optional<ShipMessage> await(Predicate<ShipMessage> wanted) throws InterruptedException {
    Optional<Heard> heard = link.next(PATIENCE);
    while (heard.isPresent() && !(heard.get() instanceof Heard.End)) {
      Optional<ShipMessage> said = said(heard.get()).filter(wanted);
      if (said.isPresent()) {
        return said;
      }
      heard = link.next(PATIENCE);
    }
    return Optional.empty();
  }

  private static Optional<ShipMessage> said(Heard heard) {
    return heard instanceof Heard.Message message
            && CODEC.decode(message.bytes()) instanceof Decoded.Ok<ShipMessage>(ShipMessage said)
        ? Optional.of(said)
        : Optional.empty();
  }

  @Override
  public void close() {
    link.close();
  }
}
