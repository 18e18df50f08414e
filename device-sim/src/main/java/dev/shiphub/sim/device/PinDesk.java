package dev.shiphub.sim.device;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.handshake.Input;
import dev.shiphub.ship.handshake.Output;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a device does about PINs: enters those of its peers, and remembers how peers stand with its
 * own until it ends. Owned by the driver's thread.
 */
final class PinDesk {
  private final Consumer<SimEvent> events;

  PinDesk(Consumer<SimEvent> events) {
    this.events = events;
  }

  /** What a link is to be told. */
  record Word(Link link, Input input) {}

  /** The user has a PIN for the peer. */
  List<Word> entered(Peer peer, Pin pin) {
    peer.pin = Optional.of(pin);
    return peer.links.stream().map(link -> new Word(link, new Input.PinGiven(pin))).toList();
  }

  List<Word> asked(Peer peer, Link link, Output.AskPin asked) {
    events.accept(
        new SimEvent.PinRequested(peer.ski, link.number(), asked.isRequired(), asked.isBusy()));
    return peer.pin.stream().map(pin -> new Word(link, new Input.PinGiven(pin))).toList();
  }

  /** A wrong PIN is not entered a second time. */
  void judged(Peer peer, Link link, boolean isRight) {
    if (!isRight) {
      peer.pin = Optional.empty();
    }
    events.accept(new SimEvent.PinJudged(peer.ski, link.number(), isRight));
  }

  /** The peer has entered the device's PIN, or a wrong one; its other connections learn of it. */
  List<Word> tried(Peer peer, Link link, boolean isRight, Instant now) {
    peer.standing = isRight ? PinStanding.VERIFIED : peer.standing.wrongOnce(now);
    events.accept(new SimEvent.PinEntered(peer.ski, link.number(), isRight, peer.standing.wrong()));
    return peer.links.stream()
        .filter(other -> other.number() != link.number())
        .map(other -> new Word(other, new Input.PinTold(peer.standing)))
        .toList();
  }
}
