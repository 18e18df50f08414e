package dev.shiphub.sim.device;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a device knows of one peer. Owned by the driver's thread. */
final class Peer {
  final Ski ski;
  final Optional<Endpoint> known;

  /** Connections that have not ended, in the order in which they opened. */
  final List<Link> links = new ArrayList<>();

  Optional<ServiceRecord> seen = Optional.empty();
  boolean isTrusted;

  /** Whether a dial is under way. */
  boolean isDialling;

  /** When the next dial is due, if one is planned. */
  Optional<Instant> dialAt = Optional.empty();

  /** Dials since the last success. */
  int attempts;

  /** Whether the peer said that it removed us, and nobody told us to try again. */
  boolean hasRemovedUs;

  /** When the rule of double connections wants to be asked again. */
  Optional<Instant> judgeAt = Optional.empty();

  /** The SHIP ID that it told first. */
  Optional<ShipId> id = Optional.empty();

  /** How it stands with the device's PIN. */
  PinStanding standing = PinStanding.FRESH;

  /** What is entered if it asks for its PIN; gone once it was wrong. */
  Optional<Pin> pin;

  Peer(Ski ski, Optional<Endpoint> known, boolean isTrusted, Optional<Pin> pin) {
    this.pin = pin;
    this.ski = ski;
    this.known = known;
    this.isTrusted = isTrusted;
  }

  /** Where to dial: what it shows itself counts more than what we were told. */
  Optional<Endpoint> endpoint() {
    return seen.map(ServiceRecord::endpoint).or(() -> known);
  }

  /** Whether nothing is lost when it is forgotten, but the place where it was seen. */
  boolean isForgettable() {
    return !isTrusted && !isDialling && links.isEmpty() && known.isEmpty();
  }

  /** Connections that nobody has begun to close. */
  List<Link> open() {
    return links.stream().filter(link -> !link.isEnding()).toList();
  }

  Stream<Instant> deadlines() {
    return Stream.concat(
        Stream.of(dialAt, judgeAt).flatMap(Optional::stream),
        links.stream().map(Link::deadline).flatMap(Optional::stream));
  }
}
